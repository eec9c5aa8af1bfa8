package org.tallystick.ui.control;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javafx.animation.PauseTransition;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.base.Checks;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Shown;

/**
 * An amount and its unit, how much of what can go it is, and a line that says so. Strict: wrong text stays as it was typed; whoever
 * uses the field reads it, sets the state and the line. Up and Down add and take one unit, Alt and Down opens the units.
 */
public final class AmountField extends VBox {

    /** There is nothing to measure an amount against. */
    public static final double NO_CAPACITY = -1;

    /** From this many letters on the figure is drawn smaller, so that it is seen whole. */
    private static final int LONG = 11;

    private static final int LONGER = 15;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,8})?");
    private static final Duration BEFORE_ANNOUNCING = Duration.millis(500);

    /** How it stands with what was typed. */
    public enum State {
        /** Nothing yet. */
        EMPTY,
        /** An amount. */
        TYPING,
        /** An amount of which it is not known yet whether it can go. */
        MEASURING,
        /** An amount that is more than can go. */
        TOO_MUCH,
        /** No amount of the unit: too precise, or no number. */
        WRONG
    }

    private final TextField figure = new TextField();
    private final MenuButton units = new MenuButton();
    private final HBox box = Styles.row("box", figure, units);
    private final Region track = new Region();
    private final Region reached = new Region();
    private final CapacityBar bar = new CapacityBar(track, reached);
    private final Glyph mark = new Glyph(Feather.ALERT_TRIANGLE, 0.93);
    private final SentenceText live = new SentenceText();
    private final Label side = Styles.whole("side");
    private final PauseTransition announcing = new PauseTransition(BEFORE_ANNOUNCING);

    private final StringProperty unit = new SimpleStringProperty(this, "unit", "");
    private final DoubleProperty capacityFraction = new SimpleDoubleProperty(this, "capacityFraction", NO_CAPACITY);
    private final ObjectProperty<State> state = new SimpleObjectProperty<>(this, "state", State.EMPTY);
    private final ObjectProperty<Sentence> liveSentence =
            new SimpleObjectProperty<>(this, "liveSentence", new Sentence(List.of()));

    /**
     * An empty field.
     *
     * @param name how a reader calls the figure, such as "Amount"
     * @param unitName how a reader calls the choice of a unit
     */
    public AmountField(String name, String unitName) {
        getStyleClass().add("ts-amount-field");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(name);
        figure.getStyleClass().add("figure");
        figure.setAccessibleText(name);
        figure.setPrefColumnCount(1);
        HBox.setHgrow(figure, Priority.ALWAYS);
        units.getStyleClass().add("unit-menu");
        units.setAccessibleText(unitName);
        units.setMinWidth(Region.USE_PREF_SIZE);
        units.textProperty().bind(unit);
        units.visibleProperty().bind(unit.isNotEmpty());
        HBox liveRow = Styles.row("live-row", mark, live, side);
        liveRow.setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(live, Priority.ALWAYS);
        side.setGraphic(new Glyph(Feather.ZAP, 0.93));
        Shown.text(side, "");
        getChildren().addAll(box, bar, liveRow);
        figure.addEventFilter(KeyEvent.KEY_PRESSED, this::step);
        figure.textProperty().addListener((property, before, now) -> {
            Styles.state(this, "long", now.length() > LONG && now.length() <= LONGER);
            Styles.state(this, "longer", now.length() > LONGER);
        });
        figure.focusedProperty().addListener((property, before, now) -> Styles.state(this, "typing-here", now));
        capacityFraction.addListener((property, before, now) -> bar.show(now.doubleValue()));
        state.addListener((property, before, now) -> showState());
        liveSentence.addListener((property, before, now) -> {
            live.setSentence(now);
            announcing.playFromStart();
        });
        announcing.setOnFinished(
                event -> figure.setAccessibleHelp(liveSentence.get().text()));
        bar.show(NO_CAPACITY);
        showState();
    }

    /** What was typed, as it was typed. */
    public StringProperty textProperty() {
        return figure.textProperty();
    }

    /** What stands there while nothing was typed, such as "0.00". */
    public StringProperty promptTextProperty() {
        return figure.promptTextProperty();
    }

    /** The code of the chosen unit. */
    public StringProperty unitProperty() {
        return unit;
    }

    /** The units to choose from; with less than two there is nothing to choose. */
    public void setUnits(List<String> codes) {
        units.getItems().setAll(codes.stream().map(this::unitItem).toList());
        Styles.state(units, "single", codes.size() < 2);
        units.setDisable(codes.size() < 2);
    }

    private MenuItem unitItem(String code) {
        MenuItem item = new MenuItem(code);
        item.setOnAction(event -> unit.set(code));
        return item;
    }

    /** How much of what can go the amount is, 0 to 1; {@link #NO_CAPACITY} hides the bar. For drawing only. */
    public DoubleProperty capacityFractionProperty() {
        return capacityFraction;
    }

    /**
     * Sets the bar from amounts.
     *
     * @param amountMinor what was typed, in minor units
     * @param capacityMinor the most that can go, in the same
     */
    public void setCapacity(long amountMinor, long capacityMinor) {
        Checks.require(amountMinor >= 0 && capacityMinor >= 0, "Amounts to measure are not negative");
        capacityFraction.set(capacityMinor == 0 ? 1 : Math.min(1, (double) amountMinor / capacityMinor));
    }

    /** How it stands with what was typed; whoever uses the field sets it. */
    public ObjectProperty<State> stateProperty() {
        return state;
    }

    /** The line below; read aloud when it has not changed for half a second. */
    public ObjectProperty<Sentence> liveSentenceProperty() {
        return liveSentence;
    }

    /** A word at the right end of the line below, such as "live"; nothing when empty. */
    public void setSideText(String text) {
        Shown.text(side, text);
    }

    /** Makes it as high as a usual field, for forms. */
    public void setCompact(boolean compact) {
        Styles.state(this, "compact", compact);
    }

    /** Puts the caret into the figure. */
    public void focusFigure() {
        Focus.on(figure);
        figure.end();
    }

    private void showState() {
        for (State each : State.values()) {
            Styles.state(this, each.name().toLowerCase(Locale.ROOT).replace('_', '-'), each == state.get());
        }
        boolean marked = state.get() == State.TOO_MUCH || state.get() == State.WRONG;
        mark.setIcon(state.get() == State.WRONG ? Feather.ALERT_CIRCLE : Feather.ALERT_TRIANGLE);
        Shown.set(mark, marked);
    }

    private void step(KeyEvent event) {
        boolean up = event.getCode() == KeyCode.UP;
        if (event.isAltDown() && event.getCode() == KeyCode.DOWN) {
            units.show();
            event.consume();
        } else if (up || event.getCode() == KeyCode.DOWN) {
            add(up ? BigDecimal.ONE : BigDecimal.ONE.negate());
            event.consume();
        }
    }

    private void add(BigDecimal one) {
        String typed = figure.getText().isEmpty() ? "0" : figure.getText();
        if (AMOUNT.matcher(typed).matches()) {
            BigDecimal next = new BigDecimal(typed).add(one);
            if (next.signum() >= 0) {
                figure.setText(next.toPlainString());
                figure.end();
            }
        }
    }

    /** A track and how far it is filled. */
    private static final class CapacityBar extends Region {

        private final Region track;
        private final Region reached;
        private double fraction;

        CapacityBar(Region track, Region reached) {
            this.track = track;
            this.reached = reached;
            getStyleClass().add("capacity");
            track.getStyleClass().add("track");
            reached.getStyleClass().add("reached");
            getChildren().addAll(track, reached);
        }

        void show(double now) {
            fraction = Math.clamp(now, 0, 1);
            Shown.set(this, now >= 0);
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            track.resizeRelocate(0, 0, getWidth(), getHeight());
            reached.resizeRelocate(0, 0, Math.rint(getWidth() * fraction), getHeight());
        }
    }
}
