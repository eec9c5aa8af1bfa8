package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/**
 * Amounts as hubs of the reference dialect write them: {@code "100.00000000"}, {@code "0E-8"}, {@code "1E-8"}, {@code "0"} (GEO facts §4).
 * They are numbers, not texts, and are never rounded here. Stateless; any thread.
 */
final class Decimals {

    /** The decimals of its books. */
    static final int MOST = 8;

    /** More than any amount of ours, since eight decimals take room; sums of a few still fit. */
    static final long MOST_MINOR = 1_000_000_000_000_000_000L;

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,2})?");

    private Decimals() {}

    /** Reads a text; nothing for what is no number. */
    static Optional<BigDecimal> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Reads a member, which may be a whole number of JSON too. */
    static BigDecimal read(Json.Obj object, String name) throws MalformedJson {
        return find(object, name).orElseThrow(() -> new MalformedJson("an amount is expected", "$." + name));
    }

    /** Reads a member; nothing where it is missing, null or no number. */
    static Optional<BigDecimal> find(Json.Obj object, String name) {
        return switch (object.fields().get(name)) {
            case Json.Str(String text) -> parse(text);
            case Json.Num number when number.value().bitLength() < 256 -> Optional.of(new BigDecimal(number.value()));
            case null, default -> Optional.empty();
        };
    }

    /** How many decimals it needs. */
    static int needed(BigDecimal amount) {
        return amount.signum() == 0
                ? 0
                : Math.max(0, amount.stripTrailingZeros().scale());
    }

    /** Exactly so many minor units; nothing where it needs more decimals, or is more than {@link #MOST_MINOR}. */
    static OptionalLong minor(BigDecimal amount, int precision) {
        if (needed(amount) > precision) {
            return OptionalLong.empty();
        }
        BigDecimal minor = amount.movePointRight(precision);
        return minor.abs().compareTo(BigDecimal.valueOf(MOST_MINOR)) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(minor.longValueExact());
    }
}
