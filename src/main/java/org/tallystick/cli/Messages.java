package org.tallystick.cli;

import java.util.Locale;
import java.util.ResourceBundle;

/** The command line's sentences, from {@code messages.properties}. May be called from any thread. */
final class Messages {

    static final String BUNDLE = "org.tallystick.cli.messages";

    private Messages() {}

    /**
     * A sentence with its arguments put in.
     *
     * @param key the name of the sentence
     * @param arguments what stands for each {@code %s}
     * @throws java.util.MissingResourceException when there is no such sentence
     */
    static String text(String key, Object... arguments) {
        return String.format(Locale.ROOT, ResourceBundle.getBundle(BUNDLE).getString(key), arguments);
    }
}
