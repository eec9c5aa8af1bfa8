package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same history gives the same state, heads and effects, bit for bit. */
class LedgerReplayTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void theSameSeedReplaysBitForBit(long seed) {
        byte[] first = new History(seed, new Coverage()).run(300).digest();
        byte[] second = new History(seed, new Coverage()).run(300).digest();
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anotherSeedGivesAnotherHistory(long seed) {
        byte[] one = new History(seed, new Coverage()).run(50).digest();
        byte[] other = new History(seed + 1, new Coverage()).run(50).digest();
        assertThat(other).isNotEqualTo(one);
    }
}
