package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.fx.Shown;

/** Exactly one of a few, by click or arrows. One stop for Tab; the arrows choose. */
public final class SegmentedBar extends HBox {

    private final ReadOnlyStringWrapper selectedKey = new ReadOnlyStringWrapper(this, "selectedKey", "");
    private final List<Cell> cells = new ArrayList<>();

    /** How it looks. */
    public enum Form {
        /** Joined in one well, as for units. */
        SEGMENTS,
        /** Apart, as for filters. */
        CHIPS
    }

    /**
     * One to choose.
     *
     * @param key what the program calls it
     * @param text what it shows
     * @param count behind it; may be empty
     */
    public record Segment(String key, String text, String count) {}

    /**
     * A bar without segments.
     *
     * @param name how a reader calls it, such as "Unit"
     */
    public SegmentedBar(Form form, String name) {
        getStyleClass().addAll("ts-segmented", form.name().toLowerCase(Locale.ROOT));
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(name);
        setMaxWidth(USE_PREF_SIZE);
        addEventHandler(KeyEvent.KEY_PRESSED, this::choose);
    }

    /** Shows these; keeps what is chosen if it is among them, else chooses the first. */
    public void setSegments(List<Segment> segments) {
        cells.clear();
        segments.forEach(segment -> cells.add(new Cell(segment)));
        getChildren().setAll(cells);
        String wanted = selectedKey.get();
        boolean there = segments.stream().anyMatch(segment -> segment.key().equals(wanted));
        select(there || segments.isEmpty() ? wanted : segments.getFirst().key());
    }

    /** Chooses one; nothing happens when there is none with this key. */
    public void select(String key) {
        if (cells.stream().noneMatch(cell -> cell.segment.key().equals(key))) {
            return;
        }
        for (Cell cell : cells) {
            cell.setChosen(cell.segment.key().equals(key));
        }
        selectedKey.set(key);
    }

    /** Which one is chosen; empty when there is none. */
    public ReadOnlyStringProperty selectedKeyProperty() {
        return selectedKey.getReadOnlyProperty();
    }

    private void choose(KeyEvent event) {
        int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        if (step == 0 || cells.isEmpty()) {
            return;
        }
        int now = 0;
        for (int index = 0; index < cells.size(); index++) {
            now = cells.get(index).chosen ? index : now;
        }
        Cell next = cells.get(Math.clamp(now + step, 0, cells.size() - 1));
        select(next.segment.key());
        next.requestFocus();
        event.consume();
    }

    private final class Cell extends HBox {

        private final Segment segment;
        private boolean chosen;

        Cell(Segment segment) {
            this.segment = segment;
            getStyleClass().add("segment");
            setAlignment(Pos.CENTER);
            Label text = Styles.whole("words");
            text.setText(segment.text());
            Label count = Styles.whole("count");
            Shown.text(count, segment.count());
            getChildren().addAll(List.<Node>of(text, count));
            setMinWidth(USE_PREF_SIZE);
            setAccessibleRole(AccessibleRole.RADIO_BUTTON);
            setAccessibleText((segment.text() + " " + segment.count()).strip());
            setOnMousePressed(event -> {
                select(segment.key());
                requestFocus();
            });
        }

        void setChosen(boolean isChosen) {
            chosen = isChosen;
            setFocusTraversable(isChosen);
            Styles.state(this, "selected", isChosen);
            notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
        }

        @Override
        public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return attribute == AccessibleAttribute.SELECTED
                    ? chosen
                    : super.queryAccessibleAttribute(attribute, parameters);
        }
    }
}
