package org.tallystick.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ui.Headless;

class FactGridTest {

    @BeforeAll
    static void start() {
        Headless.start();
    }

    @Test
    void eachFactIsALabelAValueAndAButtonWhereItCanBeCopied() {
        List<Fact> copied = new ArrayList<>();
        Fact hash = new Fact("Hash", "ab…yz", "abcdefgxyz");
        List<String> texts = Headless.onFx(() -> {
            FactGrid grid = new FactGrid();
            grid.setCopy(label -> "Copy " + label, copied::add);
            grid.setFacts(List.of(new Fact("Old", "1", "")));
            grid.setFacts(List.of(new Fact("Block", "27", ""), hash));
            List<String> seen = new ArrayList<>();
            grid.getChildren().forEach(node -> {
                seen.add(node instanceof Button button ? button.getAccessibleText() : ((Labeled) node).getText());
                if (node instanceof Button button) {
                    button.fire();
                }
            });
            return seen;
        });
        assertThat(texts).containsExactly("Block", "27", "Hash", "ab…yz", "Copy Hash");
        assertThat(copied).containsExactly(hash);
    }
}
