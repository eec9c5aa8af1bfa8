package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What one is about to do, in one sentence with both names, and under it each line that changes. */
public final class ConfirmSentence extends VBox {

    private final SentenceText sentence = new SentenceText();
    private final Label warning = Styles.label("warning");
    private final VBox lines = new VBox();

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
        Styles.show(warning, false);
        Styles.show(lines, false);
        getChildren().addAll(sentence, warning, lines);
    }

    /** Says what one is about to do. */
    public void setSentence(Sentence now) {
        sentence.setSentence(now);
        setAccessibleText(now.text());
    }

    /** Says what to think of first; nothing when empty. */
    public void setWarning(String text) {
        Styles.text(warning, text);
    }

    /** Shows the lines that change. */
    public void setLines(List<ChangedLine> changed) {
        List<Node> rows = new ArrayList<>();
        for (ChangedLine line : changed) {
            rows.add(row(line));
        }
        lines.getChildren().setAll(rows);
        Styles.show(lines, !rows.isEmpty());
    }

    private static Node row(ChangedLine line) {
        Label name = Styles.label("name");
        name.setText(line.person().shown());
        Label caption = Styles.label("caption");
        caption.setText(line.caption());
        VBox words = Styles.column("row-words", name, caption);
        words.setAlignment(Pos.CENTER_LEFT);
        TallyBar bar = new TallyBar(TallyBar.Size.TABLE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setTally(line.tally());
        bar.setSpoken(line.spoken(), List.of());
        AmountLabel after = new AmountLabel();
        after.setBalance(line.tally().net(), line.precision(), "");
        Label before = Styles.whole("before");
        line.tally().ghostBalance().ifPresent(balance -> before.setText(Figures.balance(balance, line.precision())));
        VBox figures = Styles.column("row-figures", after, before);
        figures.setAlignment(Pos.CENTER_RIGHT);
        figures.setMinWidth(Region.USE_PREF_SIZE);
        PersonTile tile = new PersonTile(PersonTile.Size.ROW, line.person());
        HBox row = Styles.row("line-row", tile, words, Styles.space(), bar, figures);
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(line.spoken());
        return row;
    }
}
