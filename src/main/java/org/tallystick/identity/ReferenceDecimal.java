package org.tallystick.identity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The decimal text that hubs of the reference dialect sign for a limit: leading zeros gone, trailing ones kept, an exponent
 * below 10^-6 ({@code "0.00000001"} is signed as {@code "1E-8"}; GEO facts §2). Java's {@code BigDecimal} writes the same,
 * but for minus zero, which this refuses. Any thread.
 */
public final class ReferenceDecimal {

    private static final Pattern FORM = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,6})?");

    private ReferenceDecimal() {}

    /**
     * What is signed for the text of a body; empty when it is no decimal number in ASCII, too long, or minus zero.
     *
     * @param text as it stands in the body
     */
    public static Optional<String> signedText(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 && text.startsWith("-") ? Optional.empty() : Optional.of(value.toString());
    }
}
