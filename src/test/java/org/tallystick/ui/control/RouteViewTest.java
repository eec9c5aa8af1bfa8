package org.tallystick.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.CubicCurve;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.Headless;

/** A payment's routes as large as beside the form to pay. */
class RouteViewTest {

    @BeforeAll
    static void startToolkit() {
        Headless.start();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thereIsRoomForEveryAmountBesideTheForm(boolean dark) {
        Headless.onFx(() -> {
            RouteView routes = shown(dark);
            assertThat(routes.lookupAll(".pill")).hasSize(5).allMatch(Node::isVisible);
            return null;
        });
    }

    @Test
    void aRibbonIsAsWideAsWhatGoes() {
        Headless.onFx(() -> {
            List<Double> widths = shown(false).lookupAll(".flow").stream()
                    .map(node -> ((CubicCurve) node).getStrokeWidth())
                    .distinct()
                    .toList();
            assertThat(widths).hasSize(2);
            assertThat(Math.max(widths.get(0), widths.get(1)))
                    .isCloseTo(2 * Math.min(widths.get(0), widths.get(1)), org.assertj.core.data.Offset.offset(0.01));
            return null;
        });
    }

    @Test
    void eachRouteIsOneStopAndReadWhole() {
        Headless.onFx(() -> {
            List<String> read = shown(false).lookupAll(".pill").stream()
                    .filter(Node::isFocusTraversable)
                    .map(Node::getAccessibleText)
                    .toList();
            assertThat(read)
                    .containsExactly("24.00 go through Corner Bakery", "12.00 go through Orchard and Seed Bank");
            return null;
        });
    }

    private static RouteView shown(boolean dark) {
        RouteView routes = new RouteView();
        routes.show(Sheets.map(), RouteView.State.LIT, "");
        StackPane root = new StackPane(routes);
        Headless.render(new StackPane(root), 640, 380, dark, 100, "routes-" + (dark ? "dark" : "light"));
        return routes;
    }
}
