package org.tallystick.ui.activity;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.activity.ActivityDetailViewModel.Fact;
import org.tallystick.ui.control.Glyph;
import org.tallystick.ui.fx.Messages;

/** Draws labels with values, and a button for what can be copied whole. On the JavaFX thread. */
final class FactRows {

    private final Messages messages;
    private final Consumer<Fact> copy;

    FactRows(Messages messages, Consumer<Fact> copy) {
        this.messages = messages;
        this.copy = copy;
    }

    /** Puts facts into a grid in the place of what is there. */
    void fill(GridPane grid, List<Fact> facts) {
        grid.getChildren().clear();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            Label label = new Label(fact.label());
            label.getStyleClass().add("caption");
            Label value = new Label(fact.value());
            value.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            grid.addRow(i, label, value);
            if (!fact.whole().isEmpty()) {
                if (fact.value().contains("…")) {
                    value.getStyleClass().add("mono");
                }
                value.setTooltip(new Tooltip(fact.whole()));
                grid.add(button(fact), 2, i);
            }
        }
    }

    private Button button(Fact fact) {
        Button button = new Button();
        button.setGraphic(new Glyph(Feather.COPY, 1));
        button.setAccessibleText(messages.text("activity.copy", fact.label()));
        button.getStyleClass().addAll("flat", "copy");
        button.setOnAction(event -> copy.accept(fact));
        return button;
    }
}
