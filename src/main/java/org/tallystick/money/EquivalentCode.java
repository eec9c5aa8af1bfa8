package org.tallystick.money;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.base.Checks;

/**
 * The code of an equivalent within its hub: 1 to 16 of A–Z, 0–9 and underscore. A value; any thread.
 *
 * @param text the code
 */
public record EquivalentCode(String text) implements Comparable<EquivalentCode> {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9_]{1,16}");

    /** Refuses any other text; for texts from outside use {@link #parse}. */
    public EquivalentCode {
        Checks.require(FORM.matcher(text).matches(), "the code of an equivalent is 1 to 16 of A-Z, 0-9 and underscore");
    }

    /** Reads a code from outside; empty when it is none. */
    public static Optional<EquivalentCode> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EquivalentCode(text)) : Optional.empty();
    }

    @Override
    public int compareTo(EquivalentCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
