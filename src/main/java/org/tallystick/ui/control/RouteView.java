package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * A payment from left to right: I, carriers, payee. A ribbon is as wide as what goes, on a pale one as wide as what could go. The
 * first amount of each route can be focused and reads the whole route.
 */
public final class RouteView extends Region {

    private static final double WIDEST_EMS = 1.8;
    private static final double THINNEST_PIXELS = 1.5;
    private static final double GAP_EMS = 0.15;
    private static final double ROW_EMS = 8.3;
    private static final double COMPACT_ROW_EMS = 5.4;
    private static final double BLOCKED_EMS = 3.6;
    private static final double WIDTH_EMS = 26;
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

    private final Em em = new Em(this::requestLayout);
    private final Label message = Styles.label("message");
    private final List<Strand> strands = new ArrayList<>();

    private @Nullable RouteMap map;
    private @Nullable Stop me;
    private @Nullable Stop payee;
    private @Nullable HBox blocked;
    private final CubicCurve dashed = curve("dashed");
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
        Styles.text(message, text);
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
        List<Node> rooms = new ArrayList<>();
        List<Node> flows = new ArrayList<>();
        List<Node> people = new ArrayList<>();
        List<Node> pills = new ArrayList<>();
        for (RouteMap.Route route : shown.routes()) {
            Strand strand = new Strand(route);
            strands.add(strand);
            rooms.addAll(strand.rooms);
            flows.addAll(strand.flows);
            people.addAll(strand.stops);
            pills.addAll(strand.pills);
        }
        Stop from = new Stop(shown.me(), true);
        Stop to = new Stop(shown.payee(), false);
        me = from;
        payee = to;
        people.add(from);
        people.add(to);
        HBox why = shown.blocked().map(RouteView::why).orElse(null);
        blocked = why;
        boolean searchLine = shown.routes().isEmpty() && (state == State.SEARCHING || state == State.NONE);
        dashed.setVisible(why != null || searchLine);
        getChildren().setAll(em, dashed);
        getChildren().addAll(rooms);
        getChildren().addAll(flows);
        getChildren().addAll(people);
        if (why != null) {
            getChildren().add(why);
        }
        getChildren().addAll(pills);
        getChildren().add(message);
    }

    private static HBox why(RouteMap.Blocked blocked) {
        Label text = Styles.label("why");
        text.setText(blocked.text());
        text.setWrapText(true);
        PersonTile tile = new PersonTile(PersonTile.Size.LIST, blocked.person());
        return Styles.row("blocked", tile, text);
    }

    private static CubicCurve curve(String styleClass) {
        CubicCurve curve = new CubicCurve();
        curve.getStyleClass().add(styleClass);
        curve.setManaged(false);
        curve.setMouseTransparent(true);
        return curve;
    }

    private double rowHeight() {
        return em.of(compact ? COMPACT_ROW_EMS : ROW_EMS);
    }

    @Override
    protected double computePrefWidth(double height) {
        return em.of(WIDTH_EMS);
    }

    @Override
    protected double computePrefHeight(double width) {
        int rows = map == null ? 1 : Math.max(1, map.routes().size());
        double below = blocked == null ? 0 : em.of(BLOCKED_EMS);
        double said = message.isVisible() ? em.of(2.4) : 0;
        return rows * rowHeight() + below + said + (rows == 1 ? em.of(1) : 0);
    }

    @Override
    protected void layoutChildren() {
        RouteMap shown = map;
        Stop from = me;
        Stop to = payee;
        if (shown == null || from == null || to == null) {
            return;
        }
        double said = message.isVisible() ? em.of(2.4) : 0;
        double below = blocked == null ? 0 : em.of(BLOCKED_EMS);
        double height = getHeight() - said - below;
        double labels = em.of(2.1);
        double left = from.prefWidth(-1) / 2;
        double right = getWidth() - to.prefWidth(-1) / 2;
        int rows = Math.max(1, shown.routes().size());
        double pitch = (height - labels) / rows;
        double middle = (height - labels) / 2;
        from.place(left, middle);
        to.place(right, middle);
        double scale = em.of(WIDEST_EMS) / shown.widest();
        double[] starts = offsets(shown, scale, true, from.tileSize());
        double[] ends = offsets(shown, scale, false, to.tileSize());
        for (int row = 0; row < strands.size(); row++) {
            strands.get(row).place(from, to, middle + starts[row], middle + ends[row], pitch * (row + 0.5), scale);
        }
        if (message.isVisible()) {
            layoutInArea(message, 0, getHeight() - said, getWidth(), said, 0, HPos.CENTER, VPos.CENTER);
        }
        placeDashed(from, to, middle, height, below);
    }

    /** Where the ribbons leave or reach an end, one under the other, no higher than its tile. */
    private double[] offsets(RouteMap shown, double scale, boolean start, double tile) {
        int count = shown.routes().size();
        double[] widths = new double[count];
        double total = 0;
        for (int row = 0; row < count; row++) {
            List<RouteMap.Hop> hops = shown.routes().get(row).hops();
            RouteMap.Hop hop = start ? hops.getFirst() : hops.getLast();
            widths[row] = Math.max(THINNEST_PIXELS, hop.amountMinor() * scale) + em.of(0.35);
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

    private void placeDashed(Stop from, Stop to, double middle, double height, double below) {
        HBox why = blocked;
        if (why != null) {
            double wide = Math.min(why.prefWidth(-1), getWidth() * 0.5);
            double x = getWidth() * 0.42;
            layoutInArea(why, x, height, wide, below, 0, HPos.LEFT, VPos.CENTER);
            double startX = from.right() + em.of(1.4);
            set(dashed, startX, middle + em.of(1.8), x - em.of(0.5), height + below / 2, 0.5, 0.35);
            dashed.setControlY1(middle + em.of(4));
            dashed.setControlX1(startX + em.of(2));
        } else {
            set(dashed, from.right() + em.of(0.6), middle, to.left() - em.of(0.6), middle, 0.5, 0.5);
        }
    }

    private static void set(CubicCurve curve, double x1, double y1, double x2, double y2, double out, double in) {
        curve.setStartX(x1);
        curve.setStartY(y1);
        curve.setControlX1(x1 + (x2 - x1) * out);
        curve.setControlY1(y1);
        curve.setControlX2(x2 - (x2 - x1) * in);
        curve.setControlY2(y2);
        curve.setEndX(x2);
        curve.setEndY(y2);
    }

    /** A tile with its name under it. */
    private final class Stop extends VBox {

        private final PersonTile tile;
        private final VBox names;
        private double centre;

        Stop(RouteMap.End end, boolean mine) {
            this(new PersonTile(PersonTile.Size.END, end.person()), end.label());
            tile.setOutlined(mine, !mine);
            Label caption = Styles.whole("end-caption");
            Styles.text(caption, compact ? "" : end.caption());
            names.getChildren().add(caption);
        }

        Stop(Person carrier) {
            this(new PersonTile(PersonTile.Size.CARRIER, carrier), carrier.shown());
        }

        private Stop(PersonTile tile, String name) {
            this.tile = tile;
            getStyleClass().add("stop");
            setAlignment(Pos.TOP_CENTER);
            Label label = Styles.whole("stop-name");
            label.setText(name);
            names = Styles.column("stop-names", label);
            names.setAlignment(Pos.TOP_CENTER);
            getChildren().addAll(tile, names);
        }

        double tileSize() {
            return tile.prefWidth(-1);
        }

        void place(double x, double y) {
            centre = x;
            double width = prefWidth(-1);
            resizeRelocate(Math.rint(x - width / 2), Math.rint(y - tileSize() / 2), Math.ceil(width), prefHeight(-1));
        }

        double left() {
            return centre - tileSize() / 2 - em.of(GAP_EMS);
        }

        double right() {
            return centre + tileSize() / 2 + em.of(GAP_EMS);
        }
    }

    /** One route with all that shows it. */
    private final class Strand {

        private final RouteMap.Route route;
        private final List<CubicCurve> rooms = new ArrayList<>();
        private final List<CubicCurve> flows = new ArrayList<>();
        private final List<Stop> stops = new ArrayList<>();
        private final List<Label> pills = new ArrayList<>();

        Strand(RouteMap.Route route) {
            this.route = route;
            route.carriers().forEach(carrier -> stops.add(new Stop(carrier)));
            for (RouteMap.Hop hop : route.hops()) {
                rooms.add(curve("room"));
                flows.add(curve("flow"));
                Label pill = Styles.whole("pill");
                pill.setText(hop.text());
                pill.setAccessibleText(hop.text());
                pills.add(pill);
            }
            pills.getFirst().setFocusTraversable(true);
            pills.getFirst().setAccessibleText(route.sentence());
        }

        void place(Stop from, Stop to, double startY, double endY, double y, double scale) {
            int carriers = stops.size();
            double span = to.left() - from.right();
            double filled = stops.stream().mapToDouble(Stop::tileSize).sum();
            double gap = (span - filled) / (carriers + 1);
            double x = from.right();
            for (Stop stop : stops) {
                x += gap + stop.tileSize() / 2;
                stop.place(x, y);
                x += stop.tileSize() / 2;
            }
            for (int hop = 0; hop <= carriers; hop++) {
                double x1 = hop == 0 ? from.right() : stops.get(hop - 1).right();
                double x2 = hop == carriers ? to.left() : stops.get(hop).left();
                double y1 = hop == 0 ? startY : y;
                double y2 = hop == carriers ? endY : y;
                ribbon(hop, x1, carriers == 0 ? y : y1, x2, carriers == 0 ? y : y2, scale);
            }
        }

        private void ribbon(int index, double x1, double y1, double x2, double y2, double scale) {
            RouteMap.Hop hop = route.hops().get(index);
            set(rooms.get(index), x1, y1, x2, y2, 0.5, 0.5);
            set(flows.get(index), x1, y1, x2, y2, 0.5, 0.5);
            rooms.get(index).setStrokeWidth(hop.roomMinor() * scale);
            rooms.get(index).setVisible(hop.roomMinor() > 0);
            flows.get(index).setStrokeWidth(Math.max(THINNEST_PIXELS, hop.amountMinor() * scale));
            flows.get(index).setVisible(hop.amountMinor() > 0);
            Label pill = pills.get(index);
            double width = pill.prefWidth(-1);
            double high = pill.prefHeight(-1);
            // On a straight short way a pill would hide the ribbon; the first one of a route says the amount already.
            pill.setVisible(index == 0 || (x2 - x1 > width + em.of(0.4) && !compact));
            pill.resizeRelocate(
                    Math.rint((x1 + x2 - width) / 2), Math.rint((y1 + y2 - high) / 2), Math.ceil(width), high);
        }
    }
}
