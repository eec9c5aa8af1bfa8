package org.tallystick.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts of the window. Immutable; any thread. */
public final class Messages {

    private static final String BUNDLE = "org.tallystick.ui.messages";

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts in a language, or in English where there are none. */
    public static Messages in(Locale locale) {
        return new Messages(ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * One text.
     *
     * @param key its name
     * @param arguments go where the text has {0}, {1} and so on; amounts come as text already
     * @throws MissingResourceException when there is no such text
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    /** A text as it stands, for what puts its own parts into it. */
    public String pattern(String key) {
        return bundle.getString(key);
    }

    /** Whether there is a text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** For layouts. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
