package org.tallystick.feature.participant.sql;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names as they are searched: without case, without marks on letters, and without the differences that Unicode calls compatible
 * (NFKD), since few people can type the marks of other languages.
 */
final class SearchName {

    private static final int MAX_LENGTH = 255;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters that Unicode does not take apart, as people write them who do not have them. */
    private static final Map<Integer, String> WHOLE_LETTERS = Map.of(
            (int) 'ł', "l", (int) 'đ', "d", (int) 'ø', "o", (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe",
            (int) 'ı', "i", (int) 'ð', "d", (int) 'þ', "th", (int) 'ħ', "h");

    private SearchName() {}

    /** The beginning of a name as it is searched. */
    static String of(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String plain = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKD))
                .replaceAll("");
        StringBuilder text = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> {
            String other = point < 0x80 ? null : WHOLE_LETTERS.get(point);
            if (other == null) {
                text.appendCodePoint(point);
            } else {
                text.append(other);
            }
        });
        return atMost(Normalizer.normalize(text, Normalizer.Form.NFC), MAX_LENGTH);
    }

    /** The beginning of a text that a column has room for, without half a character at its end. */
    static String atMost(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
