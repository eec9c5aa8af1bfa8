package org.tallystick.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ui.Headless;

/** Every control in every state, drawn and looked through: nothing cut, everything named. */
class ControlSheetTest {

    private static final double SLACK = 1.5;

    @BeforeAll
    static void startToolkit() {
        Headless.start();
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, 100", "1, true, 100", "1, false, 160", "1, true, 160",
        "2, false, 100", "2, true, 100", "2, false, 160", "2, true, 160"
    })
    void nothingIsCutAndEverythingHasAName(int sheet, boolean dark, int percent) {
        Headless.onFx(() -> {
            Parent root = sheet == 1 ? Sheets.first() : Sheets.second();
            String name = "controls-" + sheet + "-" + (dark ? "dark" : "light") + "-" + percent;
            Headless.render(root, 1280 * percent / 100.0, 880 * percent / 100.0, dark, percent, name);
            List<Node> shown = new ArrayList<>();
            collect(root, shown);
            assertThat(shown.stream().flatMap(ControlSheetTest::cut)).isEmpty();
            assertThat(shown.stream().filter(Node::isFocusTraversable).filter(node -> !isNamed(node)))
                    .isEmpty();
            assertThat(shown.stream()
                            .filter(node -> node.getClass().getPackageName().equals(Sheets.class.getPackageName()))
                            .filter(node -> java.lang.reflect.Modifier.isPublic(
                                    node.getClass().getModifiers()))
                            .filter(node -> !(node instanceof Glyph))
                            .filter(node -> !isNamed(node) || node.getAccessibleRole() == null))
                    .isEmpty();
            return null;
        });
    }

    private static boolean isNamed(Node node) {
        String text = node.getAccessibleText();
        return text != null && !text.isBlank();
    }

    private static void collect(Node node, List<Node> shown) {
        if (!node.isVisible()) {
            return;
        }
        shown.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, shown));
        }
    }

    /** What is wrong with a text: shortened, outside of its parent, or outside of its panel. */
    private static Stream<String> cut(Node node) {
        if (!(node instanceof Text text) || text.getText().isEmpty()) {
            return Stream.empty();
        }
        Parent parent = text.getParent();
        if (parent instanceof Labeled label && !label.getText().equals(text.getText())) {
            return Stream.of("shortened: " + label.getText());
        }
        Bounds bounds = text.getBoundsInParent();
        Bounds around = parent.getLayoutBounds();
        // The space at which a line was broken hangs over.
        double slack = parent instanceof TextFlow ? text.getFont().getSize() : SLACK;
        // A field scrolls its text inside a part of it, a panel is what all the others must stay in.
        boolean inside = parent.getParent() instanceof TextField
                || (bounds.getMinX() >= around.getMinX() - SLACK && bounds.getMaxX() <= around.getMaxX() + slack);
        if (!inside) {
            return Stream.of("outside of its parent: " + text.getText());
        }
        Node panel = panelOf(text);
        Bounds here = text.localToScene(text.getLayoutBounds());
        Bounds all = panel.localToScene(panel.getLayoutBounds());
        return all.contains(here) ? Stream.empty() : Stream.of("outside of its panel: " + text.getText());
    }

    private static Node panelOf(Node node) {
        Node at = node;
        while (!at.getStyleClass().contains("panel")) {
            at = at.getParent();
        }
        return at;
    }
}
