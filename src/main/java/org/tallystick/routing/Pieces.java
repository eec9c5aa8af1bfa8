package org.tallystick.routing;

import java.util.Arrays;

/**
 * Gives out pieces of the pages, one behind the other, and takes them back; says which are to move elsewhere, so that pages of which
 * little is still in use become empty and are dropped, and the waste stays bounded.
 *
 * <p>A piece is a header slot and its room. The header's word holds the next piece of the row, the room and how much of it is
 * used; its amount holds the owner. Owned by the graph's thread.
 */
final class Pieces {

    private static final int NONE = Rows.NONE;

    /** One slot in so many may be waste before pages are emptied. */
    private static final int WASTE_SHARE = 8;

    private static final int ROOM_SHIFT = 16;
    private static final int USED_MASK = 0xFFFF;
    private static final int NEXT_SHIFT = 32;
    private static final long NOBODY = -1;

    private final SlotPages pages;
    private int bump;
    private int bumpEnd;
    private int[] liveSlots = new int[4];
    private long live;
    private long pagesInUse;

    private int emptying = NONE;
    private int emptyAt;

    Pieces(SlotPages pages) {
        this.pages = pages;
    }

    /** How many slots of a piece are used, as its header says. */
    static int used(long header) {
        return (int) header & USED_MASK;
    }

    /** The next piece of the same row. */
    static int next(long header) {
        return (int) (header >>> NEXT_SHIFT);
    }

    /** How many slots a piece has behind its header. */
    static int room(long header) {
        return ((int) header >>> ROOM_SHIFT) & USED_MASK;
    }

    long bytes() {
        return (long) Integer.BYTES * liveSlots.length;
    }

    long header(int piece) {
        return pages.table().word(piece);
    }

    /** How many slots a piece takes, its header included. */
    int size(int piece) {
        return room(header(piece)) + 1;
    }

    int owner(int piece) {
        return (int) pages.table().amountMinor(piece);
    }

    /** Links another piece behind one. */
    void setNext(int piece, int next) {
        pages.setWord(piece, ((long) next << NEXT_SHIFT) | (header(piece) & 0xFFFF_FFFFL));
    }

    /** Changes how many slots of a piece are used. */
    void addUsed(int piece, int more) {
        pages.setWord(piece, header(piece) + more);
    }

    /** Gives out a piece of which nothing is used. */
    int allocate(int owner, int size, int next) {
        if (bump + size > bumpEnd) {
            sealRest();
            int page = pages.addPage();
            if (page >= liveSlots.length) {
                liveSlots = Arrays.copyOf(liveSlots, 2 * page);
            }
            liveSlots[page] = 0;
            pagesInUse++;
            bump = page << SlotPages.PAGE_BITS;
            bumpEnd = bump + SlotPages.PAGE_SLOTS;
        }
        int piece = bump;
        bump += size;
        make(piece, size, next, owner);
        liveSlots[piece >>> SlotPages.PAGE_BITS] += size;
        live += size;
        return piece;
    }

    /** Takes a piece back. */
    void free(int piece) {
        int size = size(piece);
        pages.setAmountMinor(piece, NOBODY);
        liveSlots[piece >>> SlotPages.PAGE_BITS] -= size;
        live -= size;
    }

    /** Which piece is to move elsewhere now, if there is too much waste; {@link Rows#NONE} where none is. */
    int nextToMove() {
        if (emptying == NONE && !beginsToEmpty()) {
            return NONE;
        }
        int pageEnd = (emptying + 1) << SlotPages.PAGE_BITS;
        while (emptyAt < pageEnd && liveSlots[emptying] > 0) {
            int piece = emptyAt;
            emptyAt += size(piece);
            if (pages.table().amountMinor(piece) != NOBODY) {
                return piece;
            }
        }
        return NONE;
    }

    /** Drops the page that is being emptied once nothing of it is in use. */
    void dropIfEmpty() {
        if (emptying != NONE && liveSlots[emptying] == 0) {
            pages.dropPage(emptying);
            pagesInUse--;
            emptying = NONE;
        }
    }

    private boolean beginsToEmpty() {
        long slots = pagesInUse * SlotPages.PAGE_SLOTS - (bumpEnd - bump);
        if ((slots - live) * WASTE_SHARE <= slots + SlotPages.PAGE_SLOTS * WASTE_SHARE) {
            return false;
        }
        emptying = pageWithLeast();
        emptyAt = emptying << SlotPages.PAGE_BITS;
        return emptying != NONE;
    }

    private int pageWithLeast() {
        int least = NONE;
        int current = bump >>> SlotPages.PAGE_BITS;
        for (int page = 0; page < pages.pageLimit(); page++) {
            boolean inUse = pages.isInUse(page);
            if (inUse && page != current && (least == NONE || liveSlots[page] < liveSlots[least])) {
                least = page;
            }
        }
        return least;
    }

    /** Makes a piece of nobody's of what is left of the page, so that the page can be gone through. */
    private void sealRest() {
        if (bump < bumpEnd) {
            make(bump, bumpEnd - bump, NONE, NOBODY);
            bump = bumpEnd;
        }
    }

    private void make(int piece, int size, int next, long owner) {
        pages.setWord(piece, ((long) next << NEXT_SHIFT) | ((size - 1) << ROOM_SHIFT));
        pages.setAmountMinor(piece, owner);
    }
}
