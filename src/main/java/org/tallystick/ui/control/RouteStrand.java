package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.shape.CubicCurve;

/** One route with all that shows it: carriers, ribbons and amounts. */
final class RouteStrand {

    private static final double THINNEST_PIXELS = 1.5;
    private static final double ABOVE_EMS = 0.25;

    private final RouteMap.Route route;
    private final List<CubicCurve> rooms = new ArrayList<>();
    private final List<CubicCurve> flows = new ArrayList<>();
    private final List<RouteStop> stops = new ArrayList<>();
    private final List<Label> pills = new ArrayList<>();

    RouteStrand(RouteMap.Route route) {
        this.route = route;
        route.carriers().forEach(carrier -> stops.add(RouteStop.carrier(carrier)));
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

    static CubicCurve curve(String styleClass) {
        CubicCurve curve = new CubicCurve();
        curve.getStyleClass().add(styleClass);
        curve.setManaged(false);
        curve.setMouseTransparent(true);
        return curve;
    }

    List<CubicCurve> rooms() {
        return rooms;
    }

    List<CubicCurve> flows() {
        return flows;
    }

    List<RouteStop> stops() {
        return stops;
    }

    List<Label> pills() {
        return pills;
    }

    double pillWidth() {
        return pills.stream().mapToDouble(pill -> pill.prefWidth(-1)).max().orElse(0);
    }

    double pillHeight() {
        return pills.getFirst().prefHeight(-1);
    }

    double tileSize() {
        return stops.stream().mapToDouble(RouteStop::tileSize).max().orElse(0);
    }

    /** How high the names of the carriers are when each may be this wide. */
    double below(double slot) {
        return stops.stream().mapToDouble(stop -> stop.below(slot)).max().orElse(0);
    }

    /** How thick the ribbon is at an end. */
    double thickness(boolean start, double scale) {
        RouteMap.Hop hop = start ? route.hops().getFirst() : route.hops().getLast();
        return Math.max(THINNEST_PIXELS, hop.amountMinor() * scale);
    }

    /**
     * Sets all of it between the ends.
     *
     * @param y the middle of the carriers
     * @param scale pixels a minor unit
     * @param apart whether the amounts stand on their hops; else the amount stands once above the carriers
     * @param beside how much of the room between two tiles the amounts take from the names
     */
    void place(
            RouteStop from,
            RouteStop to,
            double startY,
            double endY,
            double y,
            double scale,
            boolean apart,
            double beside) {
        int carriers = stops.size();
        double span = to.left() - from.right();
        double filled = stops.stream().mapToDouble(RouteStop::tileSize).sum();
        double gap = (span - filled) / (carriers + 1);
        double slot = RouteView.slot(gap, beside, tileSize());
        double x = from.right();
        for (RouteStop stop : stops) {
            x += gap + stop.tileSize() / 2;
            stop.place(x, y, slot, from.right(), to.left());
            x += stop.tileSize() / 2;
        }
        for (int hop = 0; hop <= carriers; hop++) {
            double x1 = hop == 0 ? from.right() : stops.get(hop - 1).right();
            double x2 = hop == carriers ? to.left() : stops.get(hop).left();
            double y1 = carriers == 0 ? y : hop == 0 ? startY : y;
            double y2 = carriers == 0 ? y : hop == carriers ? endY : y;
            ribbon(hop, x1, y1, x2, y2, scale);
            pill(hop, (x1 + x2) / 2, (y1 + y2) / 2, apart || carriers == 0);
        }
        if (!apart && carriers > 0) {
            Label once = pills.getFirst();
            double above = y - tileSize() / 2 - once.prefHeight(-1) / 2 - from.em(ABOVE_EMS);
            pill(0, (from.right() + to.left()) / 2, above, true);
        }
    }

    private void ribbon(int index, double x1, double y1, double x2, double y2, double scale) {
        RouteMap.Hop hop = route.hops().get(index);
        bend(rooms.get(index), x1, y1, x2, y2, 0.5, 0.5);
        bend(flows.get(index), x1, y1, x2, y2, 0.5, 0.5);
        rooms.get(index).setStrokeWidth(hop.roomMinor() * scale);
        rooms.get(index).setVisible(hop.roomMinor() > 0);
        flows.get(index).setStrokeWidth(Math.max(THINNEST_PIXELS, hop.amountMinor() * scale));
        flows.get(index).setVisible(hop.amountMinor() > 0);
    }

    private void pill(int index, double x, double y, boolean visible) {
        Label pill = pills.get(index);
        double width = pill.prefWidth(-1);
        double high = pill.prefHeight(-1);
        pill.setVisible(visible);
        pill.resizeRelocate(Math.rint(x - width / 2), Math.rint(y - high / 2), Math.ceil(width), high);
    }

    static void bend(CubicCurve curve, double x1, double y1, double x2, double y2, double out, double in) {
        curve.setStartX(x1);
        curve.setStartY(y1);
        curve.setControlX1(x1 + (x2 - x1) * out);
        curve.setControlY1(y1);
        curve.setControlX2(x2 - (x2 - x1) * in);
        curve.setControlY2(y2);
        curve.setEndX(x2);
        curve.setEndY(y2);
    }
}
