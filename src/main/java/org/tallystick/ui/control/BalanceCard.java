package org.tallystick.ui.control;

import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.base.Checks;
import org.tallystick.ui.fx.Shown;

/** One unit at a glance: net, where it lies between the limits, and four figures. Enter or a click opens what is behind it. */
public final class BalanceCard extends VBox {

    private static final int MOST_PAIRS = 4;
    private static final int COLUMNS_A_PAIR = 2;

    private final Label code = Styles.whole("code");
    private final Label unitName = Styles.label("unit-name");
    private final HBox chipPlace = new HBox();
    private final Glyph hiddenMark = new Glyph(Feather.EYE_OFF, 1);
    private final AmountLabel net = new AmountLabel(AmountLabel.Size.FIGURE);
    private final Label netWords = Styles.whole("net-words");
    private final HBox netRow = Styles.row("net-row", net, netWords);
    private final TallyBar bar = new TallyBar(TallyBar.Size.CARD);
    private final Label left = Styles.whole("end");
    private final Label right = Styles.whole("end");
    private final HBox ends = Styles.row("ends", left, Styles.space(), right);
    private final Region rule = new Region();
    private final GridPane pairs = new GridPane();
    private final Region figureWell = well("figure-well");
    private final Region barWell = well("bar-well");
    private final Label words = Styles.label("words");

    private @Nullable Runnable action;
    private @Nullable Content content;
    private boolean hidden;
    private String hiddenWords = "";

    /**
     * What a card shows.
     *
     * @param code of the unit
     * @param name of the unit
     * @param tally where I stand on all its lines
     * @param precision decimals of the unit
     * @param netWords after the net, such as "owed to me, net"
     * @param leftEnd under the left end, such as "may owe 400.00"
     * @param rightEnd under the right end
     * @param pairs at most four: first column down, then the second
     * @param mark the chip in the head
     * @param sentence how all of it is read
     */
    public record Content(
            String code,
            String name,
            Tally tally,
            int precision,
            String netWords,
            String leftEnd,
            String rightEnd,
            List<Pair> pairs,
            Optional<Mark> mark,
            String sentence) {

        /** Copies the pairs. */
        public Content {
            Checks.require(pairs.size() <= MOST_PAIRS, "A card has at most four pairs");
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A label and its figure.
     *
     * @param label its name
     * @param amountMinor in minor units
     * @param tone its side
     */
    public record Pair(String label, long amountMinor, Tone tone) {}

    /**
     * The chip in the head.
     *
     * @param icon before it
     * @param text its words
     * @param tone what it says
     */
    public record Mark(Ikon icon, String text, Tone tone) {}

    /** A card that loads. */
    public BalanceCard() {
        getStyleClass().add("ts-balance");
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        bar.setFocusTraversable(false);
        bar.setMouseTransparent(true);
        rule.getStyleClass().add("rule");
        pairs.getStyleClass().add("pairs");
        pairColumns();
        HBox head = Styles.row("head", code, unitName, Styles.space(), chipPlace, hiddenMark);
        getChildren().addAll(head, netRow, figureWell, bar, barWell, ends, words, rule, pairs);
        setOnMouseClicked(event -> act());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                act();
                event.consume();
            }
        });
        show();
    }

    private void pairColumns() {
        for (int column = 0; column < MOST_PAIRS; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            boolean figure = column % COLUMNS_A_PAIR == 1;
            constraints.setHgrow(figure ? Priority.ALWAYS : Priority.NEVER);
            constraints.setHalignment(figure ? HPos.RIGHT : HPos.LEFT);
            pairs.getColumnConstraints().add(constraints);
        }
    }

    private static Region well(String styleClass) {
        Region well = new Region();
        well.getStyleClass().addAll("ts-well", styleClass);
        return well;
    }

    /** Shows a unit. */
    public void setContent(Content now) {
        content = now;
        show();
    }

    /**
     * Shows that a unit's figures are on their way.
     *
     * @param sentence such as "loading"
     */
    public void setLoading(String unitCode, String sentence) {
        content = null;
        code.setText(unitCode);
        words.setText(sentence);
        show();
    }

    /**
     * Hides or shows the amounts.
     *
     * @param sentence what is said instead of them, such as "amounts hidden"
     */
    public void setAmountsHidden(boolean amountsHidden, String sentence) {
        hidden = amountsHidden;
        hiddenWords = sentence;
        show();
    }

    /** What Enter and a click do. */
    public void setOnAction(@Nullable Runnable opened) {
        action = opened;
    }

    private void show() {
        Content shown = content;
        boolean loading = shown == null;
        Styles.state(this, "loading", loading);
        Styles.state(this, "hidden", hidden);
        for (Node node : List.of(netRow, bar)) {
            Shown.set(node, !loading);
        }
        for (Node node : List.of(figureWell, barWell)) {
            Shown.set(node, loading);
        }
        for (Node node : List.of(ends, rule, pairs, netWords)) {
            Shown.set(node, !loading && !hidden);
        }
        Shown.set(words, loading || hidden);
        Shown.set(hiddenMark, hidden && !loading);
        Shown.set(chipPlace, !hidden && !loading);
        net.setAmountsHidden(hidden);
        bar.setAmountsHidden(hidden);
        if (shown == null) {
            setAccessibleText(code.getText() + " " + words.getText());
            Shown.text(unitName, "");
            return;
        }
        fill(shown);
    }

    private void fill(Content shown) {
        code.setText(shown.code());
        Shown.text(unitName, shown.name());
        net.setBalance(shown.tally().net(), shown.precision(), "");
        netWords.setText(shown.netWords());
        bar.setTally(shown.tally());
        bar.setSpoken(hidden ? hiddenWords : shown.sentence(), List.of());
        left.setText(shown.leftEnd());
        right.setText(shown.rightEnd());
        if (hidden) {
            words.setText(hiddenWords);
        }
        chipPlace.getChildren().clear();
        shown.mark().ifPresent(mark -> chipPlace.getChildren().add(new Chip(mark.icon(), mark.text(), mark.tone())));
        pairs.getChildren().clear();
        for (int index = 0; index < shown.pairs().size(); index++) {
            Pair pair = shown.pairs().get(index);
            Label label = Styles.whole("pair-label");
            label.setText(pair.label());
            AmountLabel figure = new AmountLabel();
            figure.setToned(pair.amountMinor(), shown.precision(), "", pair.tone());
            int column = index / COLUMNS_A_PAIR * COLUMNS_A_PAIR;
            pairs.add(label, column, index % COLUMNS_A_PAIR);
            pairs.add(figure, column + 1, index % COLUMNS_A_PAIR);
        }
        setAccessibleText(hidden ? shown.code() + " " + hiddenWords : shown.sentence());
    }

    private void act() {
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void executeAccessibleAction(AccessibleAction asked, Object... parameters) {
        if (asked == AccessibleAction.FIRE) {
            act();
        } else {
            super.executeAccessibleAction(asked, parameters);
        }
    }
}
