package org.tallystick.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tallystick.ui.control.Glyph;

/** What must hold on every screen once it is laid out. On the JavaFX thread. */
public final class SceneChecks {

    static final String NAMELESS = "has no name for those who hear: ";

    private static final Set<String> WHOLE =
            Set.of("caption", "h1", "h2", "h3", "field-label", "muted", "lead", "note");
    private static final int LONG = 40;
    private static final double TOLERANCE = 1.5;

    /** A line of text is somewhat higher than what is measured for it; nothing is drawn there. */
    private static final double LEADING = 6;

    /** The space at the end of a wrapped line hangs over; nothing is drawn there. */
    private static final double SPACE = 9;

    private static final double SMALLEST_ICON_EMS = 0.8;

    private SceneChecks() {}

    /** Everything that is wrong, one sentence each. */
    public static List<String> problems(Parent root) {
        Stream<String> alone = shown(root)
                .flatMap(node -> Stream.of(name(node), whole(node), inside(node), reached(node), grown(node))
                        .filter(one -> !one.isEmpty()));
        return Stream.of(alone, overlaps(root).stream(), primaries(root).stream())
                .flatMap(one -> one)
                .toList();
    }

    /** A view has one thing to do first, or none. */
    private static List<String> primaries(Parent root) {
        List<Node> primaries = shown(root)
                .filter(node ->
                        node instanceof ButtonBase && node.getStyleClass().contains("primary"))
                .toList();
        return primaries.size() < 2
                ? List.of()
                : primaries.stream()
                        .map(node -> "is not the only primary button: " + path(node))
                        .toList();
    }

    /** No two texts lie over each other, and no text on the tile of somebody. */
    private static List<String> overlaps(Parent root) {
        List<Drawn> drawn = shown(root)
                .filter(Text.class::isInstance)
                .map(node -> new Drawn(node, seen(node)))
                .filter(one -> one.bounds().getWidth() > 2 && one.bounds().getHeight() > 2)
                .toList();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            for (int j = i + 1; j < drawn.size(); j++) {
                Drawn one = drawn.get(i);
                Drawn other = drawn.get(j);
                if (one.covers(other) && !inOneFlow(one.node(), other.node())) {
                    problems.add("lies over another text: " + path(one.node()) + " and " + path(other.node()));
                }
            }
        }
        return problems;
    }

    private static boolean inOneFlow(Node one, Node other) {
        return one.getParent() instanceof TextFlow && one.getParent().equals(other.getParent());
    }

    /** What is seen of a node in the scene, after all that clips it. */
    private static Bounds seen(Node node) {
        Bounds seen = node.localToScene(node.getLayoutBounds());
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent.getClip() != null || parent instanceof Control) {
                Bounds clip = parent.localToScene(parent.getLayoutBounds());
                double x = Math.max(seen.getMinX(), clip.getMinX());
                double y = Math.max(seen.getMinY(), clip.getMinY());
                seen = new BoundingBox(
                        x,
                        y,
                        Math.max(0, Math.min(seen.getMaxX(), clip.getMaxX()) - x),
                        Math.max(0, Math.min(seen.getMaxY(), clip.getMaxY()) - y));
            }
        }
        return seen;
    }

    /** A text and where it is seen. */
    private record Drawn(Node node, Bounds bounds) {

        boolean covers(Drawn other) {
            double wide = Math.min(bounds.getMaxX(), other.bounds.getMaxX())
                    - Math.max(bounds.getMinX(), other.bounds.getMinX());
            double high = Math.min(bounds.getMaxY(), other.bounds.getMaxY())
                    - Math.max(bounds.getMinY(), other.bounds.getMinY());
            return wide > TOLERANCE && high > LEADING;
        }
    }

    private static Stream<Node> shown(Node node) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return Stream.empty();
        }
        List<Node> all = new ArrayList<>(List.of(node));
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> shown(child).forEach(all::add));
        }
        return all.stream();
    }

    /** Whoever cannot see has to hear what the focus is on. */
    private static String name(Node node) {
        if (!node.isFocusTraversable()) {
            return "";
        }
        String text = node instanceof Labeled labeled ? labeled.getText() : null;
        return blank(node.getAccessibleText()) && blank(text) ? NAMELESS + path(node) : "";
    }

    /** Whatever can have the focus can be clicked: nothing lies over its middle. */
    private static String reached(Node node) {
        if (!node.isFocusTraversable() || node.isDisabled()) {
            return "";
        }
        Bounds seen = seen(node);
        if (seen.getWidth() < 2 || seen.getHeight() < 2) {
            return "";
        }
        for (Node at = node; at.getParent() != null; at = at.getParent()) {
            List<Node> siblings = at.getParent().getChildrenUnmodifiable();
            for (Node over : siblings.subList(siblings.indexOf(at) + 1, siblings.size())) {
                if (covers(over, seen.getCenterX(), seen.getCenterY())) {
                    return "lies under " + path(over) + ": " + path(node);
                }
            }
        }
        return "";
    }

    /** An icon grows with the type beside it; the smallest is in chips. */
    private static String grown(Node node) {
        if (!(node instanceof FontIcon icon) || !(node.getParent() instanceof Glyph glyph)) {
            return "";
        }
        double em = glyph.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && !child.equals(icon))
                .mapToDouble(child -> ((Text) child).getFont().getSize())
                .findFirst()
                .orElseThrow();
        return icon.getFont().getSize() >= SMALLEST_ICON_EMS * em ? "" : "is smaller than its type: " + path(node);
    }

    private static boolean covers(Node over, double sceneX, double sceneY) {
        if (!over.isVisible() || over.isMouseTransparent() || !over.contains(over.sceneToLocal(sceneX, sceneY))) {
            return false;
        }
        return over.isPickOnBounds()
                || !(over instanceof Parent parent)
                || parent.getChildrenUnmodifiable().stream().anyMatch(child -> covers(child, sceneX, sceneY));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Headings, captions and the texts of buttons are never shortened, but for what people wrote under a row. */
    private static String whole(Node node) {
        if (!(node instanceof Labeled labeled)
                || blank(labeled.getText())
                || node instanceof ListCell<?>
                || (labeled.getText().length() > LONG
                        && labeled.getParent().getStyleClass().contains("row-words"))
                || !(node instanceof ButtonBase || node.getStyleClass().stream().anyMatch(WHOLE::contains))) {
            return "";
        }
        return labeled.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .map(child -> ((Text) child).getText())
                .filter(drawn -> !drawn.equals(labeled.getText()))
                .findFirst()
                .map(drawn -> "is shortened to '" + drawn + "': " + path(node))
                .orElse("");
    }

    /** A text does not stick out of what it is in. */
    private static String inside(Node node) {
        if (!(node instanceof Labeled || node instanceof Text)
                || node instanceof ListCell<?>
                || !(node.getParent() instanceof Region parent)
                || !node.isManaged()) {
            return "";
        }
        Bounds bounds = node.getBoundsInParent();
        double below = node instanceof Text ? LEADING : TOLERANCE;
        boolean in = bounds.getMinX() >= -TOLERANCE
                && bounds.getMinY() >= -TOLERANCE
                && bounds.getMaxX() <= parent.getWidth() + (parent instanceof TextFlow ? SPACE : TOLERANCE)
                && bounds.getMaxY() <= parent.getHeight() + below;
        return in
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        "sticks out of its parent (%.0f,%.0f to %.0f,%.0f in %.0f x %.0f): %s",
                        bounds.getMinX(),
                        bounds.getMinY(),
                        bounds.getMaxX(),
                        bounds.getMaxY(),
                        parent.getWidth(),
                        parent.getHeight(),
                        path(node));
    }

    private static String path(Node node) {
        String text = node instanceof Labeled labeled
                ? " '" + labeled.getText() + "'"
                : node instanceof Text drawn ? " '" + drawn.getText() + "'" : "";
        Node parent = node.getParent();
        return node.getClass().getSimpleName()
                + node.getStyleClass()
                + text
                + (parent == null ? "" : " in " + parent.getClass().getSimpleName() + parent.getStyleClass());
    }
}
