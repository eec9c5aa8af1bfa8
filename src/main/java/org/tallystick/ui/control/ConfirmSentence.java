package org.tallystick.ui.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/** What one is about to do, in one sentence with both names, and under it each line that changes. */
public final class ConfirmSentence extends VBox {

    private static final int COLUMNS = 4;

    private final SentenceText sentence = new SentenceText();
    private final Label warning = Styles.label("warning");
    private final GridPane lines = new GridPane();

    /**
     * A line that changes.
     *
     * @param person on its other end
     * @param caption what happens on it
     * @param tally after the change, with the balance before as its ghost
     * @param precision decimals of the unit
     * @param spoken how the bar is read
     */
    public record ChangedLine(Person person, String caption, Tally tally, int precision, String spoken) {}

    /** A sentence without words. */
    public ConfirmSentence() {
        getStyleClass().add("ts-confirm");
        setAccessibleRole(AccessibleRole.PARENT);
        lines.getStyleClass().add("lines");
        warning.setGraphic(new Glyph(Feather.ALERT_TRIANGLE, 0.93));
        warning.setWrapText(true);
        warning.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setFocusTraversable(true);
        Shown.set(warning, false);
        Shown.set(lines, false);
        getChildren().addAll(sentence, warning, lines);
    }

    /** Says what one is about to do. */
    public void setSentence(Sentence now) {
        sentence.setSentence(now);
        setAccessibleText(now.text());
    }

    /** Says what to think of first; nothing when empty. */
    public void setWarning(String text) {
        Shown.text(warning, text);
    }

    /** Shows the lines that change; bars stand under each other. */
    public void setLines(List<ChangedLine> changed) {
        lines.getChildren().clear();
        for (int index = 0; index < changed.size(); index++) {
            add(changed.get(index), 2 * index);
        }
        Shown.set(lines, !changed.isEmpty());
    }

    private void add(ChangedLine line, int row) {
        Region rule = new Region();
        rule.getStyleClass().add("line-rule");
        lines.add(rule, 0, row, COLUMNS, 1);
        Label name = Styles.label("name");
        name.setText(line.person().shown());
        Label caption = Styles.label("caption");
        caption.setText(line.caption());
        for (Label label : List.of(name, caption)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox words = Styles.column("row-words", name, caption);
        words.setAlignment(Pos.CENTER_LEFT);
        GridPane.setHgrow(words, Priority.ALWAYS);
        TallyBar bar = new TallyBar(TallyBar.Size.TABLE);
        bar.setTally(line.tally());
        bar.setSpoken(line.spoken(), List.of());
        AmountLabel after = new AmountLabel();
        after.setBalance(line.tally().net(), line.precision(), "");
        Label before = Styles.whole("before");
        line.tally().ghostBalance().ifPresent(balance -> before.setText(Figures.balance(balance, line.precision())));
        VBox figures = Styles.column("row-figures", after, before);
        figures.setAlignment(Pos.CENTER_RIGHT);
        figures.setMinWidth(Region.USE_PREF_SIZE);
        lines.addRow(row + 1, new PersonTile(PersonTile.Size.ROW, line.person()), words, bar, figures);
    }
}
