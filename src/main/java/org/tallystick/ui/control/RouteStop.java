package org.tallystick.ui.control;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.tallystick.ui.fx.Shown;

/** Somebody on a route: a tile around a point, and the name under it, wrapped to the room that there is. */
final class RouteStop extends Region {

    private static final double GAP_EMS = 0.15;
    private static final double UNDER_EMS = 0.4;
    private static final int MOST_LINES = 2;

    private final Em em = new Em(this::requestLayout);
    private final PersonTile tile;
    private final Label name = Styles.label("stop-name");
    private final Label caption = Styles.label("end-caption");
    private final VBox names = Styles.column("stop-names", name, caption);
    private double centre;

    private RouteStop(PersonTile tile, String shown, String said) {
        this.tile = tile;
        getStyleClass().add("stop");
        name.setText(shown);
        name.setTooltip(new Tooltip(shown));
        Shown.text(caption, said);
        for (Label label : new Label[] {name, caption}) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setAlignment(Pos.TOP_CENTER);
            label.setMinWidth(0);
        }
        names.setAlignment(Pos.TOP_CENTER);
        getChildren().addAll(em, tile, names);
    }

    /** One of the two ends. */
    static RouteStop end(RouteMap.End end, boolean mine, boolean compact) {
        PersonTile tile = new PersonTile(PersonTile.Size.END, end.person());
        tile.setOutlined(mine, !mine);
        return new RouteStop(tile, end.label(), compact ? "" : end.caption());
    }

    /** Somebody between them. */
    static RouteStop carrier(Person person) {
        return new RouteStop(new PersonTile(PersonTile.Size.CARRIER, person), person.shown(), "");
    }

    double tileSize() {
        return tile.prefWidth(-1);
    }

    /** How wide the name is when nothing wraps. */
    double wish() {
        return names.prefWidth(-1);
    }

    /** How high it is below the tile when the name may be this wide. */
    double below(double slot) {
        name.setMaxHeight(Math.min(name.prefHeight(slot), MOST_LINES * lineHeight()));
        return em.of(UNDER_EMS) + name.getMaxHeight() + (caption.isManaged() ? caption.prefHeight(slot) : 0);
    }

    private double lineHeight() {
        return Math.ceil(name.prefHeight(-1));
    }

    /**
     * Puts the tile around a point and the name below it.
     *
     * @param slot how wide the name may be
     * @param least how far left it may reach
     * @param most how far right
     */
    void place(double x, double y, double slot, double least, double most) {
        centre = x;
        double size = tileSize();
        double wide = Math.ceil(Math.min(slot, wish()));
        double namesX = Math.clamp(x - wide / 2, least, Math.max(least, most - wide));
        double left = Math.rint(Math.min(namesX, x - size / 2));
        double right = Math.max(namesX + wide, x + size / 2);
        double top = Math.rint(y - size / 2);
        resizeRelocate(left, top, Math.ceil(right - left), Math.ceil(size + below(wide)));
        layoutInArea(tile, Math.rint(x - size / 2) - left, 0, size, size, 0, HPos.CENTER, VPos.TOP);
        names.resizeRelocate(Math.rint(namesX - left), size + em.of(UNDER_EMS), wide, below(wide) - em.of(UNDER_EMS));
    }

    @Override
    protected void layoutChildren() {
        // The route lays out a stop whole, from where it is to stand.
    }

    double em(double ems) {
        return em.of(ems);
    }

    /** Where a ribbon ends that comes from the left. */
    double left() {
        return centre - tileSize() / 2 - em.of(GAP_EMS);
    }

    /** Where a ribbon begins that goes to the right. */
    double right() {
        return centre + tileSize() / 2 + em.of(GAP_EMS);
    }
}
