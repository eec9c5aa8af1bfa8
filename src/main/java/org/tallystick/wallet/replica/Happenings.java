package org.tallystick.wallet.replica;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.Place;

/** What happened, in the order of the owner's count, of which each is one more than the one before. Never changes. */
final class Happenings {

    static final Happenings NONE = new Happenings(new Happening[0][], 0);

    private static final int CHUNK = 256;

    private final @Nullable Happening[][] chunks;
    private final int size;

    private Happenings(@Nullable Happening[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** The one with a count, from 1. */
    Happening get(long seq) {
        require(seq >= 1 && seq <= size, "There is nothing of this count");
        int index = (int) seq - 1;
        return Objects.requireNonNull(chunks[index / CHUNK][index % CHUNK]);
    }

    /** The count of the one at a place, 0 where there is none; places ascend with the counts. */
    long find(Place place) {
        long low = 1;
        long high = size;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int order = get(middle).where().compareTo(place);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    /** These and one more. */
    Happenings with(Happening next) {
        boolean full = size % CHUNK == 0;
        @Nullable Happening[][] more = Arrays.copyOf(chunks, full ? chunks.length + 1 : chunks.length);
        int last = more.length - 1;
        more[last] = full
                ? new Happening[CHUNK]
                : Objects.requireNonNull(chunks[last]).clone();
        more[last][size % CHUNK] = next;
        return new Happenings(more, size + 1);
    }
}
