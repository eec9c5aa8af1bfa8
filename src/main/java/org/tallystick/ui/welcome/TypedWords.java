package org.tallystick.ui.welcome;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tallystick.identity.Mnemonic;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;

/** Words that somebody types in, and whether they are a wallet's. On the thread of the screens. */
final class TypedWords {

    private final Background background;
    private final Messages messages;
    private final StringProperty text = new SimpleStringProperty("");

    TypedWords(Background background, Messages messages) {
        this.background = background;
        this.messages = messages;
    }

    /**
     * Reads them, unless something else is typed meanwhile.
     *
     * @param good gets them where they are a wallet's
     * @param wrong gets what stands against it, as a sentence
     */
    void read(Consumer<List<String>> good, Consumer<String> wrong) {
        String typed = text.get();
        background.run(
                () -> Mnemonic.parse(typed),
                parsed -> {
                    if (text.get().equals(typed)) {
                        read(parsed, good, wrong);
                    }
                },
                thrown -> wrong.accept(messages.text("welcome.failed", String.valueOf(thrown.getMessage()))));
    }

    private void read(Mnemonic.Parsed parsed, Consumer<List<String>> good, Consumer<String> wrong) {
        switch (parsed) {
            case Mnemonic.Parsed.Ok found -> good.accept(found.mnemonic().words());
            case Mnemonic.Parsed.WrongCount count ->
                wrong.accept(messages.text("welcome.restore.count", count.count()));
            case Mnemonic.Parsed.UnknownWord unknown ->
                wrong.accept(messages.text("welcome.restore.word", unknown.position()));
            case Mnemonic.Parsed.WrongChecksum _ -> wrong.accept(messages.text("welcome.restore.checksum"));
        }
    }

    /** What is typed. */
    StringProperty textProperty() {
        return text;
    }
}
