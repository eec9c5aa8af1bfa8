package org.tallystick.sync;

/** Who answered at an address. A value. */
public sealed interface Greeting {

    /**
     * A hub of our dialect, which proved that it has the key of its PID.
     *
     * @param facts what it says about itself
     * @param aheadMs how far its clock is ahead of ours, negative where it is behind; about as exact as the answer took
     */
    record Ours(HubFacts facts, long aheadMs) implements Greeting {

        /** What clocks may differ before it is worth a word. */
        public static final long FINE_MS = 2 * 60_000;

        /** Whether one of the two clocks is wrong, so that ends of statements may be missed. */
        public boolean isClockSuspect() {
            return Math.abs(aheadMs) > FINE_MS;
        }
    }

    /** A hub of the reference dialect, which proves nothing. */
    record Reference() implements Greeting {}

    /**
     * What answered is not to be talked to.
     *
     * @param lie what does not hold
     * @param said the address that it says is its own, or the PID that it proved, where that is the lie; else empty
     */
    record Refused(Lie lie, String said) implements Greeting {}

    /**
     * Nobody answered in a way that counts.
     *
     * @param why for the owner and the log
     */
    record Silent(HubAnswer.Why why) implements Greeting {}

    /** What does not hold. */
    enum Lie {
        /** What came is not what a hub says of itself. */
        NOT_A_HUB,
        /** The PID is not that of the key, or the signature is not the key's. */
        NO_PROOF,
        /** It is an answer to somebody else's question. */
        OLD_ANSWER,
        /** It is the answer of a hub at another address, which somebody may be passing on. */
        ANOTHER_ADDRESS,
        /** Another hub lived here before. */
        ANOTHER_HUB,
        /** A hub that could prove itself lived here before, and what answers now cannot. */
        NO_LONGER_PROVES
    }
}
