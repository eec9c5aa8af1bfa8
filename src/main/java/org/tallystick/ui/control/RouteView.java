package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.CubicCurve;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.fx.Shown;

/**
 * A payment from left to right: I, carriers, payee. A ribbon is as wide as what goes, on a pale one as wide as what could go. The
 * first amount of each route can be focused and reads the whole route. Names wrap to the room between the tiles; where amounts do
 * not fit between them, each route says its amount once, above its carriers.
 */
public final class RouteView extends Region {

    private static final double WIDEST_EMS = 1.8;
    private static final double ROW_EMS = 8.3;
    private static final double COMPACT_ROW_EMS = 5.4;
    private static final double BETWEEN_EMS = 1;
    private static final double AIR_EMS = 0.6;
    private static final double END_NAME_EMS = 5.5;
    private static final double BLOCKED_EMS = 3.6;
    private static final double MESSAGE_EMS = 2.4;
    private static final double WIDTH_EMS = 26;
    private static final double SHARE = 0.9;
    private static final double STACK = 0.62;

    /** How it stands with the search. */
    public enum State {
        /** Under way; what is known is shown pale. */
        SEARCHING,
        /** Found. */
        LIT,
        /** Found, but not for all of it. */
        SHORT,
        /** Not found. */
        NONE
    }

    /**
     * Where things go at a width.
     *
     * @param apart whether amounts stand on their hops
     * @param beside how much of the room between two tiles the amounts take from the names
     * @param endSlot how wide the names of the ends may be
     * @param inset how far the ends' tiles stand in from the edges
     * @param rows the middle of each route's tiles, from the top
     * @param middle the middle of the ends' tiles
     * @param height of all of it, without what is said below
     */
    private record Plan(
            boolean apart,
            double beside,
            double endSlot,
            double inset,
            List<Double> rows,
            double middle,
            double height) {}

    private final Em em = new Em(this::requestLayout);
    private final Label message = Styles.label("message");
    private final List<RouteStrand> strands = new ArrayList<>();
    private final CubicCurve dashed = RouteStrand.curve("dashed");

    private @Nullable RouteMap map;
    private @Nullable RouteStop me;
    private @Nullable RouteStop payee;
    private @Nullable HBox blocked;
    private boolean compact;

    /** A view of nothing. */
    public RouteView() {
        getStyleClass().add("ts-route");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText("");
        message.setWrapText(true);
        message.setTextAlignment(TextAlignment.CENTER);
        message.setAlignment(Pos.CENTER);
        getChildren().add(em);
    }

    /**
     * Shows routes.
     *
     * @param now who and what
     * @param state how it stands
     * @param text said below, such as that no route carries it; may be empty
     */
    public void show(RouteMap now, State state, String text) {
        map = now;
        for (State each : State.values()) {
            Styles.state(this, each.name().toLowerCase(Locale.ROOT), each == state);
        }
        Shown.text(message, text);
        build(now, state);
        StringBuilder spoken = new StringBuilder(text);
        now.routes().forEach(route -> spoken.append(spoken.isEmpty() ? "" : " ").append(route.sentence()));
        setAccessibleText(spoken.toString());
        requestLayout();
    }

    /** Leaves out what the ends send and receive, and sets rows closer. */
    public void setCompact(boolean isCompact) {
        compact = isCompact;
        Styles.state(this, "compact", isCompact);
        requestLayout();
    }

    private void build(RouteMap shown, State state) {
        strands.clear();
        shown.routes().forEach(route -> strands.add(new RouteStrand(route)));
        RouteStop from = RouteStop.end(shown.me(), true, compact);
        RouteStop to = RouteStop.end(shown.payee(), false, compact);
        me = from;
        payee = to;
        HBox why = shown.blocked().map(RouteView::why).orElse(null);
        blocked = why;
        boolean searchLine = shown.routes().isEmpty() && (state == State.SEARCHING || state == State.NONE);
        dashed.setVisible(why != null || searchLine);
        List<Node> all = new ArrayList<>(List.of(em, dashed));
        strands.forEach(strand -> all.addAll(strand.rooms()));
        strands.forEach(strand -> all.addAll(strand.flows()));
        strands.forEach(strand -> all.addAll(strand.stops()));
        all.add(from);
        all.add(to);
        if (why != null) {
            all.add(why);
        }
        strands.forEach(strand -> all.addAll(strand.pills()));
        all.add(message);
        getChildren().setAll(all);
    }

    private static HBox why(RouteMap.Blocked blocked) {
        Label text = Styles.label("why");
        text.setText(blocked.text());
        text.setWrapText(true);
        PersonTile tile = new PersonTile(PersonTile.Size.LIST, blocked.person());
        return Styles.row("blocked", tile, text);
    }

    /** How wide a name under a tile may be that has this much room to its neighbours, of which something else takes a part. */
    static double slot(double gap, double taken, double tile) {
        return tile + Math.max(0, gap * SHARE - taken);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return em.of(WIDTH_EMS);
    }

    @Override
    protected double computePrefHeight(double width) {
        RouteStop from = me;
        RouteStop to = payee;
        if (from == null || to == null) {
            return 0;
        }
        return Math.ceil(plan(width > 0 ? width : prefWidth(-1), from, to).height() + below() + said());
    }

    private double below() {
        return blocked == null ? 0 : em.of(BLOCKED_EMS);
    }

    private double said() {
        return message.isVisible() ? em.of(MESSAGE_EMS) : 0;
    }

    /** Measures names and amounts at a width; the whole layout follows from it. */
    private Plan plan(double width, RouteStop from, RouteStop to) {
        int carriers =
                strands.stream().mapToInt(strand -> strand.stops().size()).max().orElse(0);
        double tile = strands.stream().mapToDouble(RouteStrand::tileSize).max().orElse(0);
        double pill = strands.stream().mapToDouble(RouteStrand::pillWidth).max().orElse(0) + em.of(AIR_EMS);
        double wish = Math.max(from.wish(), to.wish());
        double free = width - 2 * from.tileSize() - carriers * tile;
        // Half of what the names of the ends stick out of their tiles, so that they end where the first amounts begin.
        double besidePills = carriers == 0
                ? Math.min((free - pill) / 2, (free - em.of(AIR_EMS)) / 4)
                : (free - (carriers + 1) * pill) / (2.0 * (carriers + 2));
        boolean apart = carriers == 0
                || (besidePills >= 0 && from.tileSize() + 2 * besidePills >= Math.min(wish, em.of(END_NAME_EMS)));
        double most = apart ? Math.max(0, besidePills) : Math.max(0, free / (2.0 * (carriers + 2)));
        double inset = Math.min(most, Math.max(0, (wish - from.tileSize()) / 2));
        double gap = (free - 2 * inset) / (carriers + 1);
        double beside = apart && strands.size() > 1 ? pill : 0;
        return rows(apart, beside, from, to, inset, slot(gap, beside, tile), tile);
    }

    private Plan rows(
            boolean apart, double beside, RouteStop from, RouteStop to, double inset, double slot, double tile) {
        double endSlot = from.tileSize() + 2 * inset;
        double[] rows = new double[strands.size()];
        double at = 0;
        for (int row = 0; row < rows.length; row++) {
            RouteStrand strand = strands.get(row);
            double above = tile / 2 + (apart || strand.stops().isEmpty() ? 0 : strand.pillHeight() + em.of(AIR_EMS));
            double under = tile / 2 + strand.below(slot);
            double natural = rows.length == 1 ? 0 : em.of(compact ? COMPACT_ROW_EMS : ROW_EMS);
            double height = Math.max(natural, above + under + em.of(BETWEEN_EMS));
            rows[row] = at + above + (height - above - under) / 2;
            at += height;
        }
        double middle = rows.length == 0 ? from.tileSize() : (rows[0] + rows[rows.length - 1]) / 2;
        double shift = Math.max(0, from.tileSize() / 2 + em.of(AIR_EMS) - middle);
        for (int row = 0; row < rows.length; row++) {
            rows[row] += shift;
        }
        middle += shift;
        double ends = from.tileSize() / 2 + Math.max(from.below(endSlot), to.below(endSlot)) + em.of(AIR_EMS);
        return new Plan(
                apart,
                beside,
                endSlot,
                inset,
                Arrays.stream(rows).boxed().toList(),
                middle,
                Math.max(at + shift, middle + ends));
    }

    @Override
    protected void layoutChildren() {
        RouteMap shown = map;
        RouteStop from = me;
        RouteStop to = payee;
        if (shown == null || from == null || to == null) {
            return;
        }
        double width = getWidth();
        Plan plan = plan(width, from, to);
        double height = getHeight() - said() - below();
        double down = Math.max(0, (height - plan.height()) / 2);
        double middle = plan.middle() + down;
        double end = plan.inset() + from.tileSize() / 2;
        from.place(end, middle, plan.endSlot(), 0, width);
        to.place(width - end, middle, plan.endSlot(), 0, width);
        double scale = em.of(WIDEST_EMS) / shown.widest();
        double[] starts = offsets(scale, true, from.tileSize());
        double[] ends = offsets(scale, false, to.tileSize());
        for (int row = 0; row < strands.size(); row++) {
            double y = plan.rows().get(row) + down;
            strands.get(row)
                    .place(from, to, middle + starts[row], middle + ends[row], y, scale, plan.apart(), plan.beside());
        }
        if (message.isVisible()) {
            layoutInArea(message, 0, getHeight() - said(), width, said(), 0, HPos.CENTER, VPos.CENTER);
        }
        placeDashed(from, to, middle, height);
    }

    /** Where the ribbons leave or reach an end, one under the other, no higher than its tile. */
    private double[] offsets(double scale, boolean start, double tile) {
        int count = strands.size();
        double[] widths = new double[count];
        double total = 0;
        for (int row = 0; row < count; row++) {
            widths[row] = strands.get(row).thickness(start, scale) + em.of(0.35);
            total += widths[row];
        }
        double shrink = Math.min(1, tile * STACK / Math.max(1, total));
        double[] offsets = new double[count];
        double at = -total * shrink / 2;
        for (int row = 0; row < count; row++) {
            offsets[row] = at + widths[row] * shrink / 2;
            at += widths[row] * shrink;
        }
        return offsets;
    }

    private void placeDashed(RouteStop from, RouteStop to, double middle, double height) {
        HBox why = blocked;
        if (why == null) {
            RouteStrand.bend(dashed, from.right() + em.of(0.6), middle, to.left() - em.of(0.6), middle, 0.5, 0.5);
            return;
        }
        double wide = Math.min(why.prefWidth(-1), getWidth() * 0.5);
        double x = getWidth() * 0.42;
        layoutInArea(why, x, height, wide, below(), 0, HPos.LEFT, VPos.CENTER);
        double startX = from.right() + em.of(1.4);
        RouteStrand.bend(dashed, startX, middle + em.of(1.8), x - em.of(0.5), height + below() / 2, 0.5, 0.35);
        dashed.setControlY1(middle + em.of(4));
        dashed.setControlX1(startX + em.of(2));
    }
}
