package org.tallystick.ui.control;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/** Something that happened, in one row. Made to be reused in a list's cell: setting another content makes no new row. */
public final class ActivityRow extends HBox {

    private final Glyph icon = new Glyph(Feather.CIRCLE, 1);
    private final HBox sentence = new HBox();
    private final Label caption = Styles.label("caption");
    private final Label figure = Styles.whole("figure");
    private final Label unit = Styles.label("unit");
    private final Label time = Styles.label("time");

    private boolean hidden;
    private String figureText = "";

    /** What happened; each has its icon. */
    public enum Kind {
        /** I paid. */
        SENT(Feather.ARROW_UP_RIGHT),
        /** I was paid. */
        RECEIVED(Feather.ARROW_DOWN_LEFT),
        /** A circle of debts was cancelled. */
        CIRCLE(Feather.REFRESH_CW),
        /** A line was opened, changed or closed. */
        LINE(Feather.SLIDERS),
        /** A payment of others passed through. */
        CARRIED(Feather.SHUFFLE),
        /** Sales of a till. */
        SALES(Feather.GRID),
        /** Something waits. */
        WAITING(Feather.CLOCK),
        /** Something is held. */
        HELD(Feather.LOCK),
        /** Something did not go. */
        FAILED(Feather.X_CIRCLE),
        /** Anything else. */
        OTHER(Feather.USER);

        private final Feather icon;

        Kind(Feather icon) {
            this.icon = icon;
        }
    }

    /** How it stands with what happened. */
    public enum State {
        /** It is done. */
        DONE,
        /** It waits to be sent, or for an answer. */
        WAITING,
        /** Something is held. */
        HELD,
        /** It did not go. */
        FAILED
    }

    /**
     * What a row shows.
     *
     * @param kind what it was; the icon in the disc
     * @param sentence who did what
     * @param caption the note or the state; may be empty
     * @param amountMinor if it has one
     * @param precision decimals of the unit
     * @param signed whether the amount is a balance's change with sign and side
     * @param unit its code; may be empty
     * @param time may be empty
     * @param state how it stands
     * @param spoken how all of it is read
     */
    public record Content(
            Kind kind,
            Sentence sentence,
            String caption,
            OptionalLong amountMinor,
            int precision,
            boolean signed,
            String unit,
            String time,
            State state,
            String spoken) {}

    /** A row without content. */
    public ActivityRow() {
        getStyleClass().add("ts-activity");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        StackPane disc = new StackPane(icon);
        disc.getStyleClass().add("disc");
        disc.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        disc.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sentence.setAlignment(Pos.BASELINE_LEFT);
        sentence.setMinWidth(0);
        VBox words = Styles.column("row-words", sentence, caption);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        unit.setMinWidth(Region.USE_PREF_SIZE);
        time.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(disc, words, figure, unit, time);
    }

    /** Shows something that happened. */
    public void setContent(Content now) {
        icon.setIcon(now.kind().icon);
        say(now.sentence().parts());
        Shown.text(caption, now.caption());
        boolean some = now.amountMinor().isPresent();
        long amount = now.amountMinor().orElse(0);
        figureText = now.signed() ? Figures.balance(amount, now.precision()) : Figures.plain(amount, now.precision());
        Shown.set(figure, some);
        boolean sided = now.signed() && now.state() == State.DONE;
        (sided ? Tone.ofBalance(amount) : now.state() == State.HELD ? Tone.HELD : Tone.NEUTRAL).putOn(figure);
        showFigure();
        unit.setText(now.unit());
        Shown.text(time, now.time());
        for (State state : State.values()) {
            Styles.state(this, state.name().toLowerCase(Locale.ROOT), state == now.state());
        }
        setAccessibleText(now.spoken());
    }

    /** Labels that are there already say something else, since new ones would have to be styled. */
    private void say(List<Part> parts) {
        List<Node> pieces = sentence.getChildren();
        if (pieces.size() > parts.size()) {
            pieces.subList(parts.size(), pieces.size()).clear();
        }
        while (pieces.size() < parts.size()) {
            pieces.add(Styles.label("ts-part"));
        }
        for (int i = 0; i < parts.size(); i++) {
            say((Label) pieces.get(i), parts.get(i));
        }
    }

    private static void say(Label piece, Part part) {
        piece.setText(part.text());
        List<String> classes = List.of("label", "ts-part", part.weight().name().toLowerCase(Locale.ROOT));
        if (!piece.getStyleClass().equals(classes)) {
            piece.getStyleClass().setAll(classes);
        }
        // Names give way before the words around them.
        piece.setMinWidth(part.weight() == Part.Weight.PLAIN ? Region.USE_PREF_SIZE : Region.USE_COMPUTED_SIZE);
    }

    /**
     * Makes the row a button, by itself and not in a list.
     *
     * @param opened what Enter and a click do
     */
    public void setOnAction(Runnable opened) {
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        setOnMouseClicked(event -> opened.run());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                opened.run();
                event.consume();
            }
        });
    }

    /** Marks the row as chosen; a cell calls it. */
    public void setSelected(boolean selected) {
        Styles.state(this, "selected", selected);
    }

    /** Shows dots instead of the amount. */
    public void setAmountsHidden(boolean amountsHidden) {
        hidden = amountsHidden;
        showFigure();
    }

    private void showFigure() {
        figure.setText(hidden ? Figures.HIDDEN : figureText);
    }
}
