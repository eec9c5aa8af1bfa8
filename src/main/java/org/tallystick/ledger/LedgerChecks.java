package org.tallystick.ledger;

import static org.tallystick.base.Checks.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The invariants of design §3, over what a block touched and over everything. */
public final class LedgerChecks {

    private LedgerChecks() {}

    static void checkTouched(LedgerState state) {
        long[] sumsMinor = new long[state.equivalents.size()];
        for (Position position : state.touchedPositions) {
            check(position);
            if (position.equivalent < sumsMinor.length) {
                // Wrapping is harmless here: whatever the order, changes that sum to zero do so modulo 2^64 too.
                sumsMinor[position.equivalent] += position.netMinor - position.netBeforeBlockMinor;
            } else {
                invariant(position.netMinor == 0, "Nobody stands anywhere in a unit that was taken back");
            }
        }
        for (long sumMinor : sumsMinor) {
            invariant(sumMinor == 0, "What a block changes sums to zero in each equivalent");
        }
        for (Pair pair : state.touchedPairs) {
            check(pair);
        }
        for (Hold hold : state.openedHolds) {
            if (state.hold(hold.id) == hold) {
                check(hold);
            }
        }
    }

    /** One without legs could not be released, so that it would be due for ever. */
    private static void check(Hold hold) {
        invariant(!hold.legs.isEmpty(), "A hold has legs");
    }

    private static void check(Position position) {
        invariant(
                position.netFromPairsMinor() == position.netMinor,
                "A participant's net is the sum of their debts, recomputed from their own lines");
    }

    private static void check(Pair pair) {
        checkWay(pair, pair.low);
        checkWay(pair, pair.high);
    }

    private static void checkWay(Pair pair, Account debtor) {
        Line line = pair.trustOf(pair.other(debtor));
        long owesMinor = pair.owesMinor(debtor);
        if (line == null) {
            invariant(owesMinor == 0, "A debt stands on a trust line");
        } else {
            invariant(line.status != LineStatus.CLOSED, "A closed line is nobody's trust");
            invariant(owesMinor <= line.limitMinor, "A debt stands below the limit of its line");
        }
        long heldMinor = pair.heldFromMinor(debtor);
        if (heldMinor != 0) {
            invariant(heldMinor <= pair.roomMinor(debtor), "What is held on a way has room there");
        }
    }

    /**
     * A check over everything, in slices, so that a node can do it while idle; the ledger may change between two slices. Owned
     * by the ledger's thread.
     */
    public static final class Everything {

        private final LedgerState state;

        /** Pairs that were seen with something held: the holds must know of each. */
        private final Set<Pair> withHolds = new HashSet<>();

        private int next;

        Everything(LedgerState state) {
            this.state = state;
        }

        /**
         * Checks some more accounts with their own pairs; at the end what concerns all of them together.
         *
         * @param atMost how many accounts
         * @return whether everything has been checked now
         * @throws org.tallystick.base.InvariantBroken when something does not hold
         */
        public boolean step(int atMost) {
            int accounts = state.accounts.size();
            int end = (int) Math.min(accounts, (long) next + atMost);
            for (; next < end; next++) {
                check(state.accounts.get(next));
            }
            if (next < accounts) {
                return false;
            }
            checkSums();
            checkHolds();
            return true;
        }

        /** Checks all that is left at once. */
        public void run() {
            invariant(step(Integer.MAX_VALUE), "A check of everything ends");
        }

        private void check(Account account) {
            for (int equivalent = 0; equivalent < account.positionBound(); equivalent++) {
                Position position = account.position(equivalent);
                if (position == null) {
                    continue;
                }
                LedgerChecks.check(position);
                for (int i = 0; i < position.pairCount(); i++) {
                    Pair pair = position.pairAt(i);
                    if (pair.low == account) {
                        LedgerChecks.check(pair);
                        if (pair.heldFromLowMinor != 0 || pair.heldFromHighMinor != 0) {
                            withHolds.add(pair);
                        }
                    }
                }
            }
        }

        private void checkSums() {
            long[] sumsMinor = new long[state.equivalents.size()];
            for (Account account : state.accounts) {
                int bound = Math.min(sumsMinor.length, account.positionBound());
                for (int equivalent = 0; equivalent < bound; equivalent++) {
                    Position position = account.position(equivalent);
                    if (position != null) {
                        // Wrapping is harmless here: whatever the order, nets that sum to zero do so modulo 2^64 too.
                        sumsMinor[equivalent] += position.netMinor;
                    }
                }
            }
            for (long sumMinor : sumsMinor) {
                invariant(sumMinor == 0, "All nets sum to zero in each equivalent");
            }
        }

        private void checkHolds() {
            Map<Pair, long[]> heldMinor = new HashMap<>();
            for (Hold hold : state.holds.values()) {
                LedgerChecks.check(hold);
                for (Hold.Leg leg : hold.legs.values()) {
                    long[] sums = heldMinor.computeIfAbsent(leg.line.pair, none -> new long[2]);
                    sums[leg.from() == leg.line.pair.low ? 0 : 1] += leg.remainingMinor();
                }
            }
            withHolds.forEach(pair -> heldMinor.putIfAbsent(pair, new long[2]));
            heldMinor.forEach((pair, sums) -> invariant(
                    pair.heldFromLowMinor == sums[0] && pair.heldFromHighMinor == sums[1],
                    "What is held on a way is the sum of the legs on it"));
        }
    }
}
