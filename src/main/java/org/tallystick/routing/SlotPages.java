package org.tallystick.routing;

import java.util.Arrays;

/**
 * The memory of the arcs: slots in pages of equal size, so that growing copies nothing but a small table. A slot is one
 * neighbour of one node: its {@link ArcWord}, what the node may pay the neighbour, the slot of the same two in the neighbour's
 * row, and the policy of the arc to the neighbour.
 *
 * <p>Changed by the graph's thread only. Others may read a {@link Table} that they were given: it keeps its pages, which then
 * hold what was last written to them while they were in use.
 */
final class SlotPages {

    /** The amount of an arc that is not there. */
    static final long ABSENT = -1;

    static final int PAGE_BITS = 12;
    static final int PAGE_SLOTS = 1 << PAGE_BITS;
    static final int SLOT_MASK = PAGE_SLOTS - 1;

    private static final long BYTES_A_PAGE = PAGE_SLOTS * (2L * Long.BYTES + Integer.BYTES);
    private static final long BYTES_A_POLICY_PAGE = PAGE_SLOTS * (long) Integer.BYTES;
    private static final int[] ALL_OPEN = new int[0];

    private Table table = new Table(new long[1][], new long[1][], new int[1][], new int[1][]);
    private int[] unusedPages = new int[4];
    private int unusedCount;
    private int pagesEverUsed;
    private int policyPages;

    /** The pages by their number; what belongs to no page is null. Not to be changed by who reads. */
    static final class Table {

        private final long[][] words;
        private final long[][] amounts;
        private final int[][] twins;
        private final int[][] policies;

        private Table(long[][] words, long[][] amounts, int[][] twins, int[][] policies) {
            this.words = words;
            this.amounts = amounts;
            this.twins = twins;
            this.policies = policies;
        }

        /** The page of words in which a slot lies. */
        long[] wordsAround(int slot) {
            return words[slot >>> PAGE_BITS];
        }

        long word(int slot) {
            return words[slot >>> PAGE_BITS][slot & SLOT_MASK];
        }

        /** What the owner of the row may pay the neighbour, in minor units; negative where there is no such arc. */
        long amountMinor(int slot) {
            return amounts[slot >>> PAGE_BITS][slot & SLOT_MASK];
        }

        /** The slot of the same two nodes in the other row. */
        int twin(int slot) {
            return twins[slot >>> PAGE_BITS][slot & SLOT_MASK];
        }

        /** The number of the arc's policy. */
        int policy(int slot) {
            int[] page = policies[slot >>> PAGE_BITS];
            return page.length == 0 ? PolicyNumbers.OPEN : page[slot & SLOT_MASK];
        }

        int head(int slot) {
            return ArcWord.neighbour(word(slot));
        }

        int tail(int slot) {
            return ArcWord.neighbour(word(twin(slot)));
        }
    }

    Table table() {
        return table;
    }

    /** How many pages there are or have been; every page number lies below. */
    int pageLimit() {
        return pagesEverUsed;
    }

    boolean isInUse(int page) {
        return table.words[page].length > 0;
    }

    /** Heap bytes of the pages in use. */
    long bytes() {
        long pages = (long) pagesEverUsed - unusedCount;
        return pages * BYTES_A_PAGE + (long) policyPages * BYTES_A_POLICY_PAGE;
    }

    /** Takes a page into use; its number. */
    int addPage() {
        int page = unusedCount > 0 ? unusedPages[--unusedCount] : pagesEverUsed++;
        if (page == table.words.length) {
            int room = 2 * page;
            table = new Table(
                    Arrays.copyOf(table.words, room),
                    Arrays.copyOf(table.amounts, room),
                    Arrays.copyOf(table.twins, room),
                    Arrays.copyOf(table.policies, room));
        }
        table.words[page] = new long[PAGE_SLOTS];
        table.amounts[page] = new long[PAGE_SLOTS];
        table.twins[page] = new int[PAGE_SLOTS];
        table.policies[page] = ALL_OPEN;
        return page;
    }

    /** Takes a page out of use. Who reads an older table keeps it. */
    void dropPage(int page) {
        table = new Table(table.words.clone(), table.amounts.clone(), table.twins.clone(), table.policies.clone());
        policyPages -= table.policies[page].length == 0 ? 0 : 1;
        // An empty array, not null: who is still there runs off its end, which is noticed.
        table.words[page] = new long[0];
        table.amounts[page] = new long[0];
        table.twins[page] = ALL_OPEN;
        table.policies[page] = ALL_OPEN;
        if (unusedCount == unusedPages.length) {
            unusedPages = Arrays.copyOf(unusedPages, 2 * unusedCount);
        }
        unusedPages[unusedCount++] = page;
    }

    void setWord(int slot, long word) {
        table.words[slot >>> PAGE_BITS][slot & SLOT_MASK] = word;
    }

    void setAmountMinor(int slot, long amountMinor) {
        table.amounts[slot >>> PAGE_BITS][slot & SLOT_MASK] = amountMinor;
    }

    void setTwin(int slot, int twin) {
        table.twins[slot >>> PAGE_BITS][slot & SLOT_MASK] = twin;
    }

    void setPolicy(int slot, int policy) {
        int page = slot >>> PAGE_BITS;
        if (table.policies[page].length == 0) {
            if (policy == PolicyNumbers.OPEN) {
                return;
            }
            table.policies[page] = new int[PAGE_SLOTS];
            policyPages++;
        }
        table.policies[page][slot & SLOT_MASK] = policy;
    }
}
