package org.tallystick.ui.control;

import java.util.function.Consumer;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

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
