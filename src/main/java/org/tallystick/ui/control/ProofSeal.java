package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.util.Duration;
import org.tallystick.base.Checks;
import org.tallystick.ui.fx.Shown;

/** Paid, and not a picture: a notch for each second, of which the current one moves. Before the block: a dashed ring, a clock. */
public final class ProofSeal extends VBox {

    private static final int NOTCHES = 60;
    private static final double FAINTEST = 0.3;

    private final Ring ring;
    private final Label caption = Styles.whole("caption");
    private final Timeline seconds = new Timeline(new KeyFrame(Duration.seconds(1), event -> step()));

    private int second;

    /** How large a seal is. */
    public enum Size {
        /** In a panel. */
        SMALL(4.3),
        /** Of a detail. */
        MEDIUM(5),
        /** Turned to a customer. */
        CUSTOMER(24);

        private final double ems;

        Size(double ems) {
            this.ems = ems;
        }
    }

    /** A seal before the block. */
    public ProofSeal(Size size) {
        getStyleClass().addAll("ts-seal", "size-" + size.name().toLowerCase(Locale.ROOT));
        setAlignment(Pos.TOP_CENTER);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        ring = new Ring(size.ems);
        getChildren().addAll(new StackPane(ring), caption);
        seconds.setCycleCount(Animation.INDEFINITE);
        sceneProperty().addListener((property, before, now) -> {
            if (now == null) {
                seconds.stop();
            }
        });
        setWaiting("", "");
    }

    /**
     * Shows that it waits for a block.
     *
     * @param text under it; may be empty
     * @param spoken how it is read
     */
    public void setWaiting(String text, String spoken) {
        seconds.stop();
        Styles.state(this, "paid", false);
        ring.show(false, 0);
        Shown.text(caption, text);
        setAccessibleText(spoken);
    }

    /**
     * Shows that it is paid.
     *
     * @param atSecond 0 to 59, where the long notch is
     * @param text under it, the time; may be empty
     * @param spoken such as "Paid 883.50 UAH at 17:42:09, block 18,317"
     */
    public void setPaid(int atSecond, String text, String spoken) {
        Checks.require(atSecond >= 0 && atSecond < NOTCHES, "A second is 0 to 59");
        second = atSecond;
        Styles.state(this, "paid", true);
        ring.show(true, second);
        Shown.text(caption, text);
        setAccessibleText(spoken);
    }

    /** Lets the seconds run, from the one that was set; they stop when it leaves the scene. */
    public void setRunning(boolean running) {
        if (running) {
            seconds.play();
        } else {
            seconds.stop();
        }
    }

    private void step() {
        second = (second + 1) % NOTCHES;
        ring.show(true, second);
    }

    /** The notches and the disc, drawn to the size. */
    private static final class Ring extends Region {

        private static final double INNER = 0.38;
        private static final double INNER_NOW = 0.33;
        private static final double DISC = 0.285;
        private static final double WAITING_DISC = 0.3;

        private final double ems;
        private final Em em = new Em(this::requestLayout);
        private final List<Line> notches = new ArrayList<>();
        private final Circle disc = new Circle();
        private final Circle dashes = new Circle();
        private final Path mark = new Path();

        private boolean paid;
        private int second;

        Ring(double ems) {
            this.ems = ems;
            getStyleClass().add("ring");
            for (int index = 0; index < NOTCHES; index++) {
                Line notch = new Line();
                notches.add(notch);
                getChildren().add(notch);
            }
            disc.getStyleClass().add("disc");
            dashes.getStyleClass().add("dashes");
            mark.getStyleClass().add("mark");
            getChildren().addAll(dashes, disc, mark, em);
            getChildren().forEach(node -> node.setManaged(false));
        }

        void show(boolean isPaid, int atSecond) {
            paid = isPaid;
            second = atSecond;
            dashes.setVisible(!paid);
            for (int index = 0; index < NOTCHES; index++) {
                Line notch = notches.get(index);
                notch.setVisible(paid);
                notch.getStyleClass().setAll("notch", index > second ? "ahead" : index == second ? "now" : "past");
                notch.setOpacity(index < second ? FAINTEST + (1 - FAINTEST) * index / second : 1);
            }
            requestLayout();
        }

        @Override
        protected double computePrefWidth(double height) {
            return Math.round(em.of(ems));
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.round(em.of(ems));
        }

        @Override
        protected void layoutChildren() {
            double size = em.of(ems);
            double middle = Math.round(size) / 2.0;
            for (int index = 0; index < NOTCHES; index++) {
                Line notch = notches.get(index);
                double angle = Math.TAU * index / NOTCHES;
                double inner = size * (index == second ? INNER_NOW : INNER);
                notch.setStartX(middle + Math.sin(angle) * inner);
                notch.setStartY(middle - Math.cos(angle) * inner);
                notch.setEndX(middle + Math.sin(angle) * size * 0.485);
                notch.setEndY(middle - Math.cos(angle) * size * 0.485);
                notch.setStrokeWidth(size * (index == second ? 0.042 : 0.02));
            }
            disc.setCenterX(middle);
            disc.setCenterY(middle);
            disc.setRadius(size * (paid ? DISC : WAITING_DISC));
            dashes.setCenterX(middle);
            dashes.setCenterY(middle);
            dashes.setRadius(size * 0.485);
            dashes.setStrokeWidth(size * 0.025);
            dashes.getStrokeDashArray().setAll(size * 0.04, size * 0.0495);
            mark.setStrokeWidth(size * 0.045);
            mark.getElements().setAll(paid ? tick(middle, size) : hands(middle, size));
        }

        private static List<PathElement> tick(double middle, double size) {
            return List.of(
                    new MoveTo(middle - size * 0.14, middle + size * 0.005),
                    new LineTo(middle - size * 0.04, middle + size * 0.1),
                    new LineTo(middle + size * 0.14, middle - size * 0.09));
        }

        private static List<PathElement> hands(double middle, double size) {
            return List.of(
                    new MoveTo(middle, middle - size * 0.15),
                    new LineTo(middle, middle),
                    new LineTo(middle + size * 0.1, middle + size * 0.065));
        }
    }
}
