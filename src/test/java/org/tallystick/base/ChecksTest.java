package org.tallystick.base;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void aFalseConditionIsRefused() {
        assertThatThrownBy(() -> Checks.require(false, "no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
    }

    @Test
    void aBrokenInvariantStops() {
        assertThatThrownBy(() -> Checks.invariant(false, "no"))
                .isInstanceOf(InvariantBroken.class)
                .hasMessage("no");
    }

    @Test
    void theMessageOfAnInvariantThatHoldsIsNeverMade() {
        Checks.invariant(true, () -> {
            throw new AssertionError("made");
        });
    }
}
