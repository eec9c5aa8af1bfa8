package org.tallystick.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.base.Checks;

/**
 * A sentence in which names and figures stand out.
 *
 * @param parts in reading order; the spaces are in them
 */
public record Sentence(List<Part> parts) {

    private static final int MOST_ARGUMENTS = 10;

    /** Copies the parts. */
    public Sentence {
        parts = List.copyOf(parts);
    }

    /**
     * Puts parts where a text names them, so that each language has its own order.
     *
     * @param pattern as from the texts, not formatted yet, such as "{0} paid you"
     * @param arguments at most ten, for {0} to {9}
     */
    public static Sentence of(String pattern, Part... arguments) {
        Checks.require(arguments.length <= MOST_ARGUMENTS, "A sentence has at most ten arguments");
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', at + 1)) {
            if (at + 2 < pattern.length() && pattern.charAt(at + 2) == '}') {
                int index = pattern.charAt(at + 1) - '0';
                if (index >= 0 && index < arguments.length) {
                    addPlain(parts, pattern.substring(from, at));
                    parts.add(arguments[index]);
                    from = at + 3;
                }
            }
        }
        addPlain(parts, pattern.substring(from));
        return new Sentence(parts);
    }

    private static void addPlain(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(Part.plain(text));
        }
    }

    /** As it is read aloud. */
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
