package org.tallystick.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ui.Headless;

/** What keys do to controls. */
class ControlKeysTest {

    @BeforeAll
    static void startToolkit() {
        Headless.start();
    }

    @Test
    void upAndDownChangeAnAmountByOneAndLeaveWrongTextAlone() {
        Headless.onFx(() -> {
            AmountField field = new AmountField("Amount", "Unit");
            Node figure = field.lookup(".figure");
            press(figure, KeyCode.UP);
            assertThat(field.textProperty().get()).isEqualTo("1");
            field.textProperty().set("36.50");
            press(figure, KeyCode.UP);
            assertThat(field.textProperty().get()).isEqualTo("37.50");
            field.textProperty().set("0.50");
            press(figure, KeyCode.DOWN);
            assertThat(field.textProperty().get()).isEqualTo("0.50");
            field.textProperty().set("1e3");
            press(figure, KeyCode.UP);
            assertThat(field.textProperty().get()).isEqualTo("1e3");
            assertThat(figure).isInstanceOf(TextField.class);
            return null;
        });
    }

    @Test
    void theBarIsAFractionOfAmounts() {
        Headless.onFx(() -> {
            AmountField field = new AmountField("Amount", "Unit");
            field.setCapacity(3_600, 5_400);
            assertThat(field.capacityFractionProperty().get()).isEqualTo(2.0 / 3);
            field.setCapacity(9_000, 5_400);
            assertThat(field.capacityFractionProperty().get()).isEqualTo(1);
            return null;
        });
    }

    @Test
    void arrowsChooseASegmentAndStopAtTheEnds() {
        Headless.onFx(() -> {
            SegmentedBar bar = new SegmentedBar(SegmentedBar.Form.SEGMENTS, "Unit");
            assertThat(bar.selectedKeyProperty().get()).isEmpty();
            bar.setSegments(List.of(new SegmentedBar.Segment("a", "A", ""), new SegmentedBar.Segment("b", "B", "2")));
            assertThat(bar.selectedKeyProperty().get()).isEqualTo("a");
            press(bar, KeyCode.RIGHT);
            press(bar, KeyCode.RIGHT);
            assertThat(bar.selectedKeyProperty().get()).isEqualTo("b");
            bar.setSegments(List.of(new SegmentedBar.Segment("b", "B", "3"), new SegmentedBar.Segment("c", "C", "")));
            assertThat(bar.selectedKeyProperty().get()).isEqualTo("b");
            bar.select("gone");
            assertThat(bar.selectedKeyProperty().get()).isEqualTo("b");
            assertThat(bar.getChildren().stream().filter(Node::isFocusTraversable))
                    .hasSize(1);
            return null;
        });
    }

    @Test
    void enterOpensACard() {
        Headless.onFx(() -> {
            AtomicInteger opened = new AtomicInteger();
            BalanceCard card = new BalanceCard();
            card.setLoading("HOUR", "loading");
            press(card, KeyCode.ENTER);
            card.setOnAction(opened::incrementAndGet);
            press(card, KeyCode.ENTER);
            assertThat(opened).hasValue(1);
            return null;
        });
    }

    @Test
    void arrowsStepThroughThePartsOfABar() {
        Headless.onFx(() -> {
            TallyBar bar = new TallyBar(TallyBar.Size.TABLE);
            bar.setSpoken("whole", List.of("owe", "held"));
            press(bar, KeyCode.RIGHT);
            press(bar, KeyCode.RIGHT);
            press(bar, KeyCode.RIGHT);
            assertThat(bar.getAccessibleText()).isEqualTo("held");
            press(bar, KeyCode.LEFT);
            press(bar, KeyCode.LEFT);
            assertThat(bar.getAccessibleText()).isEqualTo("whole");
            return null;
        });
    }

    @Test
    void aRowIsReusedForAnotherContent() {
        Headless.onFx(() -> {
            ActivityRow row = new ActivityRow();
            new Scene(row);
            List<Node> before = List.copyOf(row.getChildren());
            row.setContent(content("Orchard"));
            row.setContent(content("Mill"));
            assertThat(row.getChildren()).isEqualTo(before);
            assertThat(row.getAccessibleText()).isEqualTo("Mill paid you");
            assertThat(row.lookupAll(".ts-part")).hasSize(2);
            return null;
        });
    }

    @Test
    void hiddenAmountsAreNeitherShownNorRead() {
        Headless.onFx(() -> {
            AmountLabel label = new AmountLabel();
            label.setAmountsHidden(true);
            label.setBalance(1_250, 2, "HOUR");
            assertThat(texts(label)).doesNotContain("12.50");
            assertThat(label.getAccessibleText()).doesNotContain("12.50");
            return null;
        });
    }

    private static String texts(Parent parent) {
        return parent.lookupAll(".label").toString();
    }

    private static ActivityRow.Content content(String name) {
        Sentence sentence = Sentence.of("{0} paid you", Part.bold(name));
        return new ActivityRow.Content(
                ActivityRow.Kind.RECEIVED,
                sentence,
                "",
                java.util.OptionalLong.of(1),
                2,
                true,
                "HOUR",
                "",
                ActivityRow.State.DONE,
                sentence.text());
    }

    private static void press(Node node, KeyCode code) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
