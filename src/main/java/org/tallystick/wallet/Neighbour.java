package org.tallystick.wallet;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody with whom the owner has a line of trust in one unit, in one direction or both; amounts in minor units, zero or more.
 *
 * @param person the neighbour
 * @param unit the unit
 * @param given the line by which the owner trusts them: they may owe the owner
 * @param received the line by which they trust the owner: the owner may owe them
 * @param owesMinor what the owner owes them; zero where they owe
 * @param owedMinor what they owe the owner; zero where the owner owes
 * @param heldMinor what is held on the way from the owner to them
 * @param spendMinor what the owner can pay them now
 * @param receiveMinor what they can pay the owner now
 */
public record Neighbour(
        PersonCard person,
        Unit unit,
        Optional<LineTerms> given,
        Optional<LineTerms> received,
        long owesMinor,
        long owedMinor,
        long heldMinor,
        long spendMinor,
        long receiveMinor) {

    /** The order in which neighbours are shown: by name whatever the case, those without one last. */
    public static final Comparator<Neighbour> BY_NAME = Comparator.<Neighbour, Boolean>comparing(
                    neighbour -> neighbour.person().name().isEmpty())
            .thenComparing(neighbour -> neighbour.person().name().orElse("").toLowerCase(Locale.ROOT))
            .thenComparing(neighbour -> neighbour.person().pid().text())
            .thenComparing(neighbour -> neighbour.unit().code());

    /** What they owe the owner minus what the owner owes them. */
    public long balanceMinor() {
        return owedMinor - owesMinor;
    }

    /** The most that the owner may owe them. */
    public long mayOweMinor() {
        return received.map(LineTerms::limitMinor).orElse(0L);
    }

    /** The most that they may owe the owner. */
    public long mayBeOwedMinor() {
        return given.map(LineTerms::limitMinor).orElse(0L);
    }
}
