package org.tallystick.ui.fx;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts texts on the clipboard. On the JavaFX thread. */
public final class Copy {

    private Copy() {}

    /** From now on a text is what is pasted. */
    public static void text(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
