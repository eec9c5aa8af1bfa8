package org.tallystick.ui.control;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.fx.Shown;

/** Tells whether a pane is wide enough, in em, whenever its width or the size of its type changes. */
public final class Breakpoint {

    private final Pane pane;
    private final double ems;
    private final Consumer<Boolean> told;
    private final Em em = new Em(this::look);
    private @Nullable Boolean last;

    private Breakpoint(Pane pane, double ems, Consumer<Boolean> told) {
        this.pane = pane;
        this.ems = ems;
        this.told = told;
    }

    /**
     * Begins to watch, for as long as the pane lives.
     *
     * @param ems how wide is wide enough
     * @param told gets whether it is, once at first and then whenever that changes
     */
    public static void watch(Pane pane, double ems, Consumer<Boolean> told) {
        Breakpoint breakpoint = new Breakpoint(pane, ems, told);
        pane.getChildren().add(breakpoint.em);
        pane.widthProperty().addListener((property, before, now) -> breakpoint.look());
    }

    /**
     * Keeps something beside the rest where there is room for both, else below it. The two places stay, since what is asked for
     * while children are styled must not change whose turn it is.
     *
     * @param ems how wide both are
     * @param node what moves
     * @param beside holds it where there is room
     * @param below holds it where there is not
     */
    public static void move(Pane pane, double ems, Node node, Pane beside, Pane below) {
        watch(pane, ems, wide -> {
            Pane from = wide ? below : beside;
            Pane to = wide ? beside : below;
            from.getChildren().clear();
            to.getChildren().setAll(node);
            Shown.set(from, false);
            Shown.set(to, true);
        });
    }

    private void look() {
        if (pane.getWidth() <= 0) {
            return;
        }
        Boolean wide = pane.getWidth() >= em.of(ems);
        if (!wide.equals(last)) {
            last = wide;
            told.accept(wide);
        }
    }
}
