package org.tallystick.app.town;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.base.Checks;
import org.tallystick.base.Randomness;

/** Chance that can be repeated. One thread. */
final class Dice {

    private final Randomness randomness;

    Dice(Randomness randomness) {
        this.randomness = randomness;
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        Checks.require(bound > 0, "A die has a side");
        long drawn = ByteBuffer.wrap(randomness.bytes(Long.BYTES)).getLong() & Long.MAX_VALUE;
        return (int) (drawn % bound);
    }

    /** A number from the first to the last. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** Whether something happens that does so in so many of a hundred cases. */
    boolean percent(int chance) {
        return below(100) < chance;
    }

    /** One of several. */
    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /** Some of several, each at most once, in any order. */
    <T> List<T> some(List<T> of, int count) {
        List<T> left = new ArrayList<>(of);
        List<T> drawn = new ArrayList<>(count);
        while (drawn.size() < count && !left.isEmpty()) {
            drawn.add(left.remove(below(left.size())));
        }
        return drawn;
    }
}
