package org.tallystick.app.bench;

import java.util.Arrays;

/** Numbers the participants of a file from 0, in the order of their own numbers. Unchanged once made. */
final class NodeNumbers {

    private final int[] ids;

    private NodeNumbers(int[] ids) {
        this.ids = ids;
    }

    /** Numbers all that occur in some rows. */
    static NodeNumbers of(PairRows rows) {
        int[] all = new int[2 * rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            all[2 * row] = rows.one(row);
            all[2 * row + 1] = rows.other(row);
        }
        Arrays.sort(all);
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[count++] = all[i];
            }
        }
        return new NodeNumbers(Arrays.copyOf(all, count));
    }

    /** How many there are. */
    int count() {
        return ids.length;
    }

    /** The number of a participant, or a negative one where it did not occur. */
    int of(int id) {
        // Files mostly number from 0 without a gap.
        return id < ids.length && ids[id] == id ? id : Arrays.binarySearch(ids, id);
    }
}
