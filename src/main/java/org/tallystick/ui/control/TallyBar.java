package org.tallystick.ui.control;

import java.util.List;
import java.util.Locale;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where I stand between limits, to scale: left of zero what I owe, right what I am owed, the notch is the net. Whoever uses it
 * gives the accessible text, such as "You owe Corner Bakery 40.00 of 100.00 HOUR".
 */
public final class TallyBar extends Region {

    private static final double OVERHANG_EMS = 0.14;
    private static final double NOTCH_EMS = 0.36;
    private static final double NARROWEST_EMS = 7;
    private static final double USUAL_EMS = 12.9;
    private static final double SOFT_FOOT_EMS = 0.22;
    private static final double CORNER_PIXELS = 8;
    private static final int SLIDE_MS = 240;

    /** How high a bar is. */
    public enum Size {
        /** In the rows of a table. */
        TABLE(0.64),
        /** On a card. */
        CARD(1),
        /** Where one line stands alone. */
        DETAIL(1.15);

        private final double ems;

        Size(double ems) {
            this.ems = ems;
        }
    }

    private final Em em = new Em(this::requestLayout);
    private final Region rail = part("rail");
    private final Region owe = part("owe-fill");
    private final Region owed = part("owed-fill");
    private final Region held = part("held-fill");
    private final Region softFoot = part("soft-foot");
    private final Rectangle rounding = new Rectangle();
    private final Pane inside = new Pane(rail, owe, owed, held, softFoot);
    private final Line zero = line("zero");
    private final Line softTick = line("soft-tick");
    private final Line ghostGap = line("ghost-gap");
    private final Line ghost = line("ghost");
    private final Path cut = new Path();
    private final Path notch = new Path();
    private final DoubleProperty notchAt = new SimpleDoubleProperty(0.5);
    private final Timeline slide = new Timeline();
    private final Size size;

    private @Nullable Tally tally;
    private boolean hidden;
    private boolean sliding;
    private String name = "";
    private List<String> parts = List.of();
    private int part = -1;

    /** A bar of a height. */
    public TallyBar(Size size) {
        this.size = size;
        getStyleClass().addAll("ts-tally", "size-" + size.name().toLowerCase(Locale.ROOT));
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        cut.getStyleClass().add("cut");
        notch.getStyleClass().add("notch");
        inside.setClip(rounding);
        for (Node node : List.of(inside, zero, softTick, ghostGap, ghost, cut, notch)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
        }
        getChildren().addAll(inside, zero, softTick, ghostGap, ghost, cut, notch, em);
        notchAt.addListener((property, before, now) -> requestLayout());
        addEventHandler(KeyEvent.KEY_PRESSED, this::stepThroughParts);
        setOnMouseClicked(event -> requestFocus());
        show();
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setManaged(false);
        return part;
    }

    private static Line line(String styleClass) {
        Line line = new Line();
        line.getStyleClass().add(styleClass);
        return line;
    }

    /** Shows where I stand; nothing but the rail when null. */
    public void setTally(@Nullable Tally now) {
        boolean known = tally != null;
        tally = now;
        double target = now == null ? 0.5 : now.fraction(now.net());
        slide.stop();
        if (sliding && known && now != null && getScene() != null) {
            KeyValue end = new KeyValue(notchAt, target, Interpolator.EASE_OUT);
            slide.getKeyFrames().setAll(new KeyFrame(Duration.millis(SLIDE_MS), end));
            slide.play();
        } else {
            notchAt.set(target);
        }
        show();
    }

    /** What is shown. */
    public @Nullable Tally getTally() {
        return tally;
    }

    /** Whether the notch slides to where it belongs; off at first, and for whoever wants reduced motion. */
    public void setSliding(boolean slides) {
        sliding = slides;
    }

    /** Shows a line on which nothing moves. */
    public void setFrozen(boolean frozen) {
        Styles.state(this, "frozen", frozen);
    }

    /** Shows only the rail. */
    public void setAmountsHidden(boolean amountsHidden) {
        hidden = amountsHidden;
        show();
    }

    /**
     * Says what the bar says.
     *
     * @param sentence the whole
     * @param inParts what the arrows step through; may be empty
     */
    public void setSpoken(String sentence, List<String> inParts) {
        name = sentence;
        parts = List.copyOf(inParts);
        part = -1;
        setAccessibleText(sentence);
    }

    private void stepThroughParts(KeyEvent event) {
        if (parts.isEmpty() || (event.getCode() != KeyCode.LEFT && event.getCode() != KeyCode.RIGHT)) {
            return;
        }
        part = Math.clamp(part + (event.getCode() == KeyCode.RIGHT ? 1 : -1), -1, parts.size() - 1);
        setAccessibleText(part < 0 ? name : parts.get(part));
        event.consume();
    }

    private void show() {
        Tally shown = hidden ? null : tally;
        Styles.state(this, "hidden", hidden);
        Styles.state(this, "soft", shown != null && shown.isPastSoft());
        Styles.state(this, "limit", shown != null && shown.isAtLimit());
        Styles.state(this, "held", shown != null && shown.held() > 0);
        for (Node node : List.of(zero, cut, notch, owe, owed)) {
            node.setVisible(shown != null);
        }
        held.setVisible(shown != null && shown.held() > 0);
        boolean soft = shown != null && shown.soft().isPresent();
        softTick.setVisible(soft);
        softFoot.setVisible(soft);
        boolean before = shown != null && shown.ghostBalance().isPresent();
        ghost.setVisible(before);
        ghostGap.setVisible(before);
        requestLayout();
    }

    @Override
    protected double computeMinWidth(double height) {
        return em.of(NARROWEST_EMS);
    }

    @Override
    protected double computePrefWidth(double height) {
        return em.of(USUAL_EMS);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.round(em.of(size.ems)) + 2 * Math.round(em.of(OVERHANG_EMS));
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double high = Math.round(em.of(size.ems));
        double top = Math.round((getHeight() - high) / 2);
        inside.resizeRelocate(0, top, width, high);
        Tally shown = tally == null ? Tally.of(0, 0, 0, 0) : tally;
        double left = Math.round(width * shown.fraction(-shown.mayOwe()));
        double right = Math.round(width * shown.fraction(shown.mayBeOwed()));
        if (shown.mayOwe() == 0 && shown.mayBeOwed() == 0) {
            left = 0;
            right = width;
        }
        rail.resizeRelocate(left, 0, right - left, high);
        rounding.setX(left);
        rounding.setWidth(right - left);
        rounding.setHeight(high);
        double corner = Math.min(CORNER_PIXELS, high / 2);
        rounding.setArcWidth(corner);
        rounding.setArcHeight(corner);
        fill(shown, width, high);
        ticks(shown, width, top, high);
        notch(Math.rint(width * notchAt.get()), top, high);
    }

    private void fill(Tally shown, double width, double high) {
        between(owe, shown.fraction(-shown.owes()), shown.fraction(0), width, 0, high);
        between(owed, shown.fraction(0), shown.fraction(shown.owed()), width, 0, high);
        // What is held comes on top of what I owe; where I owe nothing it is a part of what I am owed.
        long from = shown.owes() > 0 || shown.owed() == 0 ? -shown.owes() : shown.owed();
        between(held, shown.fraction(from - shown.held()), shown.fraction(from), width, 0, high);
        double foot = Math.max(2, Math.round(em.of(SOFT_FOOT_EMS)));
        long soft = shown.soft().orElse(0);
        between(softFoot, shown.fraction(-shown.mayOwe()), shown.fraction(-soft), width, high - foot, foot);
    }

    private static void between(Region part, double from, double to, double width, double y, double high) {
        double left = Math.round(width * from);
        part.resizeRelocate(left, y, Math.max(0, Math.round(width * to) - left), high);
    }

    private void ticks(Tally shown, double width, double top, double high) {
        double over = shown.scale().isPresent() ? em.of(0.4) : em.of(0.07);
        upright(zero, width * shown.fraction(0), top - over, top + high + over);
        upright(softTick, width * shown.fraction(-shown.soft().orElse(0)), top - em.of(0.1), top + high + em.of(0.1));
        double before = width * shown.fraction(shown.ghostBalance().orElse(0));
        upright(ghostGap, before, top, top + high);
        upright(ghost, before, top - em.of(OVERHANG_EMS), top + high + em.of(OVERHANG_EMS));
    }

    private static void upright(Line line, double x, double from, double to) {
        double pixel = Math.round(x) + 0.5;
        line.setStartX(pixel);
        line.setEndX(pixel);
        line.setStartY(from);
        line.setEndY(to);
    }

    private void notch(double x, double top, double high) {
        double half = em.of(NOTCH_EMS);
        double over = em.of(OVERHANG_EMS);
        double foot = top + Math.min(high * 0.62, half * 1.35);
        cut.getElements()
                .setAll(new MoveTo(x - half, top - over), new LineTo(x, foot), new LineTo(x + half, top - over));
        notch.getElements()
                .setAll(
                        new MoveTo(x - half, top - over),
                        new LineTo(x, foot),
                        new LineTo(x + half, top - over),
                        new MoveTo(x, foot),
                        new LineTo(x, top + high + over));
    }
}
