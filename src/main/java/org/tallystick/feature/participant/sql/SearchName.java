package org.tallystick.feature.participant.sql;

import java.text.Normalizer;
import java.util.Locale;

/** Names as they are searched: without case and without the differences that Unicode calls compatible (NFKC). */
final class SearchName {

    private static final int MAX_LENGTH = 255;

    private SearchName() {}

    /** The beginning of a name as it is searched. */
    static String of(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return atMost(Normalizer.normalize(folded, Normalizer.Form.NFKC), MAX_LENGTH);
    }

    /** The beginning of a text that a column has room for, without half a character at its end. */
    static String atMost(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
