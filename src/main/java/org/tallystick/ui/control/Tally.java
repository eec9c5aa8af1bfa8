package org.tallystick.ui.control;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Checks;

/**
 * Where I stand on a line, or on all lines of a unit together. All in minor units, none negative but ghost and scale.
 *
 * @param mayOwe the most I may owe
 * @param mayBeOwed the most I may be owed
 * @param owes what I owe, gross
 * @param owed what I am owed, gross
 * @param held what is held for payments under way
 * @param ghostBalance what the balance was before a change
 * @param soft the soft limit of what I may owe
 * @param scale what the ends of the bar stand for when several share one; else the limits
 */
public record Tally(
        long mayOwe,
        long mayBeOwed,
        long owes,
        long owed,
        long held,
        OptionalLong ghostBalance,
        OptionalLong soft,
        Optional<Scale> scale) {

    /**
     * What the ends of a bar stand for.
     *
     * @param minimum at the left, at most zero
     * @param maximum at the right, at least zero
     */
    public record Scale(long minimum, long maximum) {

        /** Checks that zero is inside. */
        public Scale {
            Checks.require(minimum <= 0 && maximum >= 0, "Zero is inside a scale");
        }
    }

    /** Checks the signs. */
    public Tally {
        Checks.require(
                mayOwe >= 0 && mayBeOwed >= 0 && owes >= 0 && owed >= 0 && held >= 0,
                "Limits and debts are not negative");
        Checks.require(soft.orElse(0) >= 0, "A soft limit is not negative");
    }

    /** One line at rest: a positive balance is owed to me. */
    public static Tally ofBalance(long mayOwe, long mayBeOwed, long balance) {
        return of(mayOwe, mayBeOwed, Math.max(0, Math.negateExact(balance)), Math.max(0, balance));
    }

    /** At rest, gross on both sides. */
    public static Tally of(long mayOwe, long mayBeOwed, long owes, long owed) {
        return new Tally(
                mayOwe, mayBeOwed, owes, owed, 0, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** The same with something held. */
    public Tally withHeld(long amount) {
        return new Tally(mayOwe, mayBeOwed, owes, owed, amount, ghostBalance, soft, scale);
    }

    /** The same with a balance from before. */
    public Tally withGhost(long balance) {
        return new Tally(mayOwe, mayBeOwed, owes, owed, held, OptionalLong.of(balance), soft, scale);
    }

    /** The same with a soft limit. */
    public Tally withSoft(long limit) {
        return new Tally(mayOwe, mayBeOwed, owes, owed, held, ghostBalance, OptionalLong.of(limit), scale);
    }

    /** The same on a scale that several bars share. */
    public Tally withScale(long minimum, long maximum) {
        return new Tally(
                mayOwe, mayBeOwed, owes, owed, held, ghostBalance, soft, Optional.of(new Scale(minimum, maximum)));
    }

    /** What remains when both sides are set against each other; positive is owed to me. */
    public long net() {
        return owed - owes;
    }

    /** Whether I owe more than the soft limit. */
    public boolean isPastSoft() {
        return soft.isPresent() && -net() > soft.getAsLong();
    }

    /** Whether one of the limits is reached. */
    public boolean isAtLimit() {
        return (mayOwe > 0 && net() <= -mayOwe) || (mayBeOwed > 0 && net() >= mayBeOwed);
    }

    /** Where an amount is from the left end to the right, 0 to 1. For drawing only. */
    double fraction(long amount) {
        double left = scale.map(ends -> (double) ends.minimum()).orElse(-(double) mayOwe);
        double right = scale.map(ends -> (double) ends.maximum()).orElse((double) mayBeOwed);
        return right <= left ? 0.5 : Math.clamp((amount - left) / (right - left), 0, 1);
    }
}
