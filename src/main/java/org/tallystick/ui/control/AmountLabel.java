package org.tallystick.ui.control;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.tallystick.ui.fx.Shown;

/** An amount: figure, then unit. A balance is coloured by its side and has a sign. */
public final class AmountLabel extends HBox {

    private final Label figure = Styles.whole("figure");
    private final Label unit = Styles.whole("unit");

    private String text = "";
    private String spoken = "";
    private boolean hidden;

    /** How large the figure is. */
    public enum Size {
        /** As the text around it. */
        BODY,
        /** The figure of a card or a detail, 2.14 em. */
        FIGURE
    }

    /** An amount of the size of text. */
    public AmountLabel() {
        this(Size.BODY);
    }

    /** An amount of a size. */
    public AmountLabel(Size size) {
        getStyleClass().add("ts-amount");
        if (size == Size.FIGURE) {
            getStyleClass().add("large");
        }
        setAlignment(size == Size.FIGURE ? Pos.BASELINE_LEFT : Pos.BASELINE_RIGHT);
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(figure, unit);
        setPlain(0, 0, "");
    }

    /**
     * Shows a balance: + owed to me, − owed by me.
     *
     * @param amountMinor in minor units
     * @param precision decimals of the unit
     * @param unitCode shown after it; may be empty
     */
    public void setBalance(long amountMinor, int precision, String unitCode) {
        set(Figures.balance(amountMinor, precision), unitCode, Tone.ofBalance(amountMinor));
        Styles.state(this, "even", amountMinor == 0);
    }

    /** Shows an amount that is on no side. */
    public void setPlain(long amountMinor, int precision, String unitCode) {
        set(Figures.plain(amountMinor, precision), unitCode, Tone.NEUTRAL);
    }

    /** Shows an amount without a sign on a side. */
    public void setToned(long amountMinor, int precision, String unitCode, Tone tone) {
        set(Figures.plain(amountMinor, precision), unitCode, tone);
    }

    private void set(String figureText, String unitCode, Tone tone) {
        text = figureText;
        spoken = unitCode.isEmpty() ? figureText : figureText + " " + unitCode;
        Shown.text(unit, unitCode);
        tone.putOn(this);
        Styles.state(this, "even", false);
        show();
    }

    /** Shows dots instead of the figure. */
    public void setAmountsHidden(boolean amountsHidden) {
        hidden = amountsHidden;
        Styles.state(this, "hidden", amountsHidden);
        show();
    }

    private void show() {
        figure.setText(hidden ? Figures.HIDDEN : text);
        setAccessibleText(hidden ? Figures.HIDDEN : spoken);
    }
}
