package org.tallystick.ui.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Labels with their values below each other, and a button beside what can be copied whole. */
public final class FactGrid extends GridPane {

    private static final String CUT = "…";

    private UnaryOperator<String> copyText = label -> label;
    private Consumer<Fact> copy = fact -> {};

    /** Without facts. */
    public FactGrid() {
        getStyleClass().addAll("card", "facts");
    }

    /**
     * Says what copying is.
     *
     * @param text what the button of a label is called
     * @param copied does it
     */
    public void setCopy(UnaryOperator<String> text, Consumer<Fact> copied) {
        copyText = text;
        copy = copied;
    }

    /** Shows these, and no others. */
    public void setFacts(List<Fact> facts) {
        getChildren().clear();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            Label label = Styles.label("caption");
            label.setText(fact.label());
            Label value = new Label(fact.value());
            value.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            addRow(i, label, value);
            if (fact.value().contains(CUT)) {
                value.getStyleClass().add("mono");
            }
            if (!fact.whole().isEmpty()) {
                value.setTooltip(new Tooltip(fact.whole()));
                add(button(fact), 2, i);
            }
        }
    }

    private Button button(Fact fact) {
        Button button = new Button();
        button.setGraphic(new Glyph(Feather.COPY, 1));
        button.setAccessibleText(copyText.apply(fact.label()));
        button.getStyleClass().addAll("flat", "copy");
        button.setOnAction(event -> copy.accept(fact));
        return button;
    }
}
