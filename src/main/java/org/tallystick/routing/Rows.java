package org.tallystick.routing;

import java.util.Arrays;

/**
 * The neighbours of each node: a row of slots that lies in one piece, or for nodes with very many neighbours in a chain of large
 * pieces. A row that is full moves to a larger piece; pages of which little is still in use are emptied a piece at a time and
 * dropped, so that no single change takes long and the waste stays bounded, but for the room of rows that were longer once.
 *
 * <p>A piece is a header slot and its room. The header's word holds the next piece of the row, the room and how much of it is
 * used; its amount holds the owner. Owned by the graph's thread.
 */
final class Rows {

    /** Stands for no piece. */
    static final int NONE = -1;

    private static final int LEAST_PIECE = 4;

    /** Pieces as large as this are not moved but chained. */
    static final int LARGEST_PIECE = 1024;

    /** A node with so many neighbours is found by the index rather than by looking through its row. */
    private static final int LARGE_ROW = 32;

    /** One slot in so many may be waste before pages are emptied. */
    private static final int WASTE_SHARE = 8;

    private static final int ROOM_SHIFT = 16;
    private static final int USED_MASK = 0xFFFF;
    private static final int NEXT_SHIFT = 32;
    private static final int FIRST_SHIFT = 32;
    private static final long NOBODY = -1;
    private static final int IS_LARGE = 1 << 31;

    private final SlotPages pages;
    private final PairIndex index;

    // Of each node the first piece of its row and, in the lower half, how many neighbours it has and whether it is
    // large.
    private long[] heads = new long[16];
    private int nodeCount;

    private int bump;
    private int bumpEnd;
    private int[] liveSlots = new int[4];
    private long live;
    private long pagesInUse;

    private int emptying = NONE;
    private int emptyAt;

    Rows(SlotPages pages, PairIndex index) {
        this.pages = pages;
        this.index = index;
    }

    int nodeCount() {
        return nodeCount;
    }

    /** The first piece of a node's row, {@link #NONE} where it has none. */
    int firstPiece(int node) {
        return (int) (heads[node] >>> FIRST_SHIFT);
    }

    private void setFirstPiece(int node, int piece) {
        heads[node] = (long) piece << FIRST_SHIFT | (heads[node] & 0xFFFF_FFFFL);
    }

    static int used(long header) {
        return (int) header & USED_MASK;
    }

    static int next(long header) {
        return (int) (header >>> NEXT_SHIFT);
    }

    int degree(int node) {
        return (int) heads[node] & ~IS_LARGE;
    }

    boolean isLarge(int node) {
        return (int) heads[node] < 0;
    }

    /** Heap bytes of what is kept for each node. */
    long bytes() {
        return (long) Long.BYTES * heads.length + (long) Integer.BYTES * liveSlots.length;
    }

    void ensureNodes(int count) {
        if (count > heads.length) {
            heads = Arrays.copyOf(heads, Math.max(count, heads.length + (heads.length >> 1)));
        }
        for (; nodeCount < count; nodeCount++) {
            heads[nodeCount] = (long) NONE << FIRST_SHIFT;
        }
    }

    /** The slot of a neighbour in a row, found by looking through the row; {@link #NONE} where it is not there. */
    int find(int node, int neighbour) {
        SlotPages.Table table = pages.table();
        for (int piece = firstPiece(node); piece != NONE; ) {
            long header = table.word(piece);
            long[] words = table.wordsAround(piece);
            int start = (piece & SlotPages.SLOT_MASK) + 1;
            for (int i = start, end = start + used(header); i < end; i++) {
                if ((int) words[i] == neighbour) {
                    return piece + 1 + i - start;
                }
            }
            piece = next(header);
        }
        return NONE;
    }

    /** Adds a neighbour at the end of a row; its slot, whose twin is still to be set. No other row moves. */
    int append(int node, long word, long amountMinor, int policy) {
        int piece = firstPiece(node);
        if (piece == NONE) {
            piece = allocate(node, LEAST_PIECE, NONE);
            setFirstPiece(node, piece);
        } else if (used(header(piece)) == room(header(piece))) {
            piece = grown(node, piece);
            setFirstPiece(node, piece);
        }
        long header = header(piece);
        int slot = piece + 1 + used(header);
        pages.setWord(slot, word);
        pages.setAmountMinor(slot, amountMinor);
        pages.setPolicy(slot, policy);
        pages.setWord(piece, header + 1);
        heads[node]++;
        return slot;
    }

    /** Whether a node has become one that is to be indexed with this degree, which it stays. */
    boolean becomesLarge(int node) {
        if ((int) heads[node] == LARGE_ROW) {
            heads[node] |= IS_LARGE & 0xFFFF_FFFFL;
            return true;
        }
        return false;
    }

    /**
     * Takes a slot out of its row; the row's last one takes its place. The pair is no longer in the index. A piece that is empty then
     * stays until the next is taken out, so that one neighbour who comes and goes does not take a new piece each time.
     */
    void remove(int node, int slot) {
        int piece = firstPiece(node);
        if (used(header(piece)) == 0) {
            int empty = piece;
            piece = next(header(empty));
            setFirstPiece(node, piece);
            free(empty);
        }
        long header = header(piece);
        int last = piece + used(header);
        if (slot != last) {
            move(node, last, slot);
        }
        pages.setWord(piece, header - 1);
        heads[node]--;
    }

    private int grown(int node, int piece) {
        int size = room(header(piece)) + 1;
        if (size >= LARGEST_PIECE) {
            return allocate(node, LARGEST_PIECE, piece);
        }
        int larger = allocate(node, nextSize(size), next(header(piece)));
        moveAll(node, piece, larger);
        free(piece);
        return larger;
    }

    /** 4, 8, 12, 16, 20 and then about a quarter more each time. */
    private static int nextSize(int size) {
        int grown = size + Math.max(4, size >> 2);
        return Math.min(LARGEST_PIECE, (grown + 3) & ~3);
    }

    private int allocate(int node, int size, int next) {
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
        pages.setWord(piece, ((long) next << NEXT_SHIFT) | ((size - 1) << ROOM_SHIFT));
        pages.setAmountMinor(piece, node);
        liveSlots[piece >>> SlotPages.PAGE_BITS] += size;
        live += size;
        return piece;
    }

    /** Makes a piece of nobody's of what is left of the page, so that the page can be gone through. */
    private void sealRest() {
        if (bump < bumpEnd) {
            pages.setWord(bump, ((long) NONE << NEXT_SHIFT) | ((bumpEnd - bump - 1) << ROOM_SHIFT));
            pages.setAmountMinor(bump, NOBODY);
            bump = bumpEnd;
        }
    }

    private void free(int piece) {
        int size = room(header(piece)) + 1;
        pages.setAmountMinor(piece, NOBODY);
        liveSlots[piece >>> SlotPages.PAGE_BITS] -= size;
        live -= size;
    }

    private void moveAll(int node, int from, int to) {
        long header = header(from);
        int used = used(header);
        for (int i = 1; i <= used; i++) {
            move(node, from + i, to + i);
        }
        pages.setWord(to, header(to) + used);
    }

    private void move(int node, int from, int to) {
        SlotPages.Table table = pages.table();
        long word = table.word(from);
        int twin = table.twin(from);
        pages.setWord(to, word);
        pages.setAmountMinor(to, table.amountMinor(from));
        pages.setTwin(to, twin);
        pages.setPolicy(to, table.policy(from));
        pages.setTwin(twin, to);
        int neighbour = ArcWord.neighbour(word);
        if (node < neighbour && isLarge(node) && isLarge(neighbour)) {
            index.move(node, neighbour, from, to);
        }
    }

    /** Empties a page of which little is in use, one piece a call; slots that were known before may have moved. */
    void tidy() {
        if (emptying == NONE) {
            long slots = pagesInUse * SlotPages.PAGE_SLOTS - (bumpEnd - bump);
            if ((slots - live) * WASTE_SHARE <= slots + SlotPages.PAGE_SLOTS * WASTE_SHARE) {
                return;
            }
            emptying = pageWithLeast();
            if (emptying == NONE) {
                return;
            }
            emptyAt = emptying << SlotPages.PAGE_BITS;
        }
        int pageEnd = (emptying + 1) << SlotPages.PAGE_BITS;
        boolean moved = false;
        while (emptyAt < pageEnd && !moved && liveSlots[emptying] > 0) {
            long owner = pages.table().amountMinor(emptyAt);
            int size = room(header(emptyAt)) + 1;
            if (owner != NOBODY) {
                moveOut((int) owner, emptyAt, size);
                moved = true;
            }
            emptyAt += size;
        }
        if (liveSlots[emptying] == 0) {
            pages.dropPage(emptying);
            pagesInUse--;
            emptying = NONE;
        }
    }

    private void moveOut(int owner, int piece, int size) {
        int before = NONE;
        for (int at = firstPiece(owner); at != piece; at = next(header(at))) {
            before = at;
        }
        int copy = allocate(owner, size, next(header(piece)));
        moveAll(owner, piece, copy);
        if (before == NONE) {
            setFirstPiece(owner, copy);
        } else {
            pages.setWord(before, ((long) copy << NEXT_SHIFT) | (header(before) & 0xFFFF_FFFFL));
        }
        free(piece);
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

    private long header(int piece) {
        return pages.table().word(piece);
    }

    private static int room(long header) {
        return ((int) header >>> ROOM_SHIFT) & USED_MASK;
    }
}
