package org.tallystick.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Two captions at the two ends of a bar; where they do not fit beside each other the right one goes below. */
public final class Ends extends Region {

    private static final double APART_EMS = 0.8;

    private final Em em = new Em(this::requestLayout);
    private final Label left = Styles.whole("caption");
    private final Label right = Styles.whole("caption");

    /** Two empty ends. */
    public Ends() {
        getStyleClass().add("ts-ends");
        getChildren().addAll(em, left, right);
    }

    /** Says what is at the ends. */
    public void show(String leftText, String rightText) {
        left.setText(leftText);
        right.setText(rightText);
        requestLayout();
    }

    private boolean fits(double width) {
        return left.prefWidth(-1) + right.prefWidth(-1) + em.of(APART_EMS) <= width;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.max(left.prefWidth(-1), right.prefWidth(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return left.prefWidth(-1) + right.prefWidth(-1) + em.of(APART_EMS);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double line = Math.ceil(Math.max(left.prefHeight(-1), right.prefHeight(-1)));
        return width < 0 || fits(width) ? line : 2 * line;
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double wide = Math.ceil(right.prefWidth(-1));
        double line = Math.ceil(Math.max(left.prefHeight(-1), right.prefHeight(-1)));
        left.resizeRelocate(0, 0, Math.ceil(left.prefWidth(-1)), line);
        right.resizeRelocate(getWidth() - wide, fits(getWidth()) ? 0 : line, wide, line);
    }
}
