package org.tallystick.ledger;

import static org.tallystick.base.Checks.invariant;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands in one equivalent: its running net and its pairs, sorted by the neighbour's number. Owned by the
 * ledger's thread.
 */
public final class Position {

    private static final Pair[] NO_PAIRS = new Pair[0];
    private static final int[] NO_NEIGHBOURS = new int[0];

    final Account account;
    final int equivalent;

    /** What others owe it minus what it owes others, kept beside the pairs so that each can catch the other's fault. */
    long netMinor;

    /** The net when the running block first touched it. */
    long netBeforeBlockMinor;

    boolean touched;

    /** The net when the running transaction first touched it. */
    long netBeforeTransactionMinor;

    boolean touchedByTransaction;
    private int[] neighbours = NO_NEIGHBOURS;
    private Pair[] pairs = NO_PAIRS;
    private int count;

    Position(Account account, int equivalent) {
        this.account = account;
        this.equivalent = equivalent;
    }

    /** What others owe it minus what it owes others, in minor units. */
    public long netMinor() {
        return netMinor;
    }

    /** How many neighbours it has. */
    public int pairCount() {
        return count;
    }

    /** Its pairs in the order of the neighbours' numbers. */
    public void forEachPair(Consumer<Pair> visitor) {
        for (int i = 0; i < count; i++) {
            visitor.accept(pairs[i]);
        }
    }

    /** The pair at a place from 0 to {@link #pairCount()}. */
    public Pair pairAt(int index) {
        return pairs[java.util.Objects.checkIndex(index, count)];
    }

    /** The place of the first pair whose neighbour has at least a number; {@link #pairCount()} where there is none. */
    public int placeFrom(int neighbour) {
        int at = Arrays.binarySearch(neighbours, 0, count, neighbour);
        return at >= 0 ? at : -at - 1;
    }

    /** The pair with a neighbour, or null. */
    public @Nullable Pair with(int neighbour) {
        int at = Arrays.binarySearch(neighbours, 0, count, neighbour);
        return at >= 0 ? pairs[at] : null;
    }

    /** Sees two pairs that have a neighbour in common. */
    @FunctionalInterface
    public interface CommonVisitor {

        /**
         * Sees the pairs with one neighbour.
         *
         * @param mine the pair of the position that is asked
         * @param others the pair of the other position
         * @return whether to go on
         */
        boolean visit(Pair mine, Pair others);
    }

    /**
     * Visits the neighbours that it has in common with another position, in the order of their numbers; takes time for the
     * shorter list, and for the logarithm of the longer.
     */
    public void forEachCommonNeighbour(Position other, CommonVisitor visitor) {
        int mine = 0;
        int others = 0;
        while (mine < count && others < other.count) {
            int difference = Integer.compare(neighbours[mine], other.neighbours[others]);
            if (difference < 0) {
                mine = firstFrom(other.neighbours[others], mine + 1);
            } else if (difference > 0) {
                others = other.firstFrom(neighbours[mine], others + 1);
            } else if (visitor.visit(pairs[mine], other.pairs[others])) {
                mine++;
                others++;
            } else {
                return;
            }
        }
    }

    /** The place of the first neighbour with at least a number, looking from a place on in steps that double. */
    private int firstFrom(int number, int place) {
        int step = 1;
        int below = place;
        while (below + step < count && neighbours[below + step] < number) {
            below += step;
            step <<= 1;
        }
        if (below >= count || neighbours[below] >= number) {
            return below;
        }
        int at = Arrays.binarySearch(neighbours, below, Math.min(count, below + step + 1), number);
        return at >= 0 ? at : -at - 1;
    }

    void add(Pair pair) {
        int neighbour = pair.other(account).number;
        int at = -Arrays.binarySearch(neighbours, 0, count, neighbour) - 1;
        if (count == neighbours.length) {
            int capacity = Math.max(4, count + (count >> 1));
            neighbours = Arrays.copyOf(neighbours, capacity);
            pairs = Arrays.copyOf(pairs, capacity);
        }
        System.arraycopy(neighbours, at, neighbours, at + 1, count - at);
        System.arraycopy(pairs, at, pairs, at + 1, count - at);
        neighbours[at] = neighbour;
        pairs[at] = pair;
        count++;
    }

    void remove(Pair pair) {
        int at = Arrays.binarySearch(neighbours, 0, count, pair.other(account).number);
        invariant(at >= 0 && pairs[at] == pair, "Only a pair that is there is removed");
        count--;
        System.arraycopy(neighbours, at + 1, neighbours, at, count - at);
        System.arraycopy(pairs, at + 1, pairs, at, count - at);
    }

    long netFromPairsMinor() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            // What wraps on the way comes back, because the net itself fits.
            sum += pairs[i].owedToMinor(account);
        }
        return sum;
    }
}
