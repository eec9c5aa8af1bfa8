package org.tallystick.ui.control;

import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A sentence that wraps; read whole. */
public final class SentenceText extends TextFlow {

    /** Makes one without words. */
    public SentenceText() {
        getStyleClass().add("ts-sentence");
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(0);
    }

    /** Says something else. */
    public void setSentence(Sentence sentence) {
        getChildren().setAll(sentence.parts().stream().map(SentenceText::piece).toList());
        setAccessibleText(sentence.text());
    }

    private static Text piece(Part part) {
        Text text = new Text(part.text());
        text.getStyleClass().addAll("ts-part", part.weight().name().toLowerCase(Locale.ROOT));
        return text;
    }
}
