package org.tallystick.routing;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The neighbours of each node: a row of slots that lies in one piece, or for nodes with very many neighbours in a chain of large
 * pieces. A row that is full moves to a larger piece; pages of which little is still in use are emptied a piece at a time and
 * dropped, so that no single change takes long and the waste stays bounded, but for the room of rows that were longer once. See
 * {@link Pieces}. Owned by the graph's thread.
 */
final class Rows {

    /** Stands for no piece. */
    static final int NONE = -1;

    private static final int LEAST_PIECE = 4;

    /** Pieces as large as this are not moved but chained. */
    static final int LARGEST_PIECE = 1024;

    /** A node with so many neighbours is found by the index rather than by looking through its row. */
    private static final int LARGE_ROW = 32;

    private static final int FIRST_SHIFT = 32;
    private static final int IS_LARGE = 1 << 31;

    private final SlotPages pages;
    private final PairIndex index;
    private final Pieces pieces;

    // Of each node the first piece of its row and, in the lower half, how many neighbours it has and whether it is
    // large.
    private long[] heads = new long[16];
    private int nodeCount;

    Rows(SlotPages pages, PairIndex index) {
        this.pages = pages;
        this.pieces = new Pieces(pages);
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

    int degree(int node) {
        return (int) heads[node] & ~IS_LARGE;
    }

    boolean isLarge(int node) {
        return (int) heads[node] < 0;
    }

    /** Heap bytes of what is kept for each node. */
    long bytes() {
        return (long) Long.BYTES * heads.length + pieces.bytes();
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
            for (int i = start, end = start + Pieces.used(header); i < end; i++) {
                if ((int) words[i] == neighbour) {
                    return piece + 1 + i - start;
                }
            }
            piece = Pieces.next(header);
        }
        return NONE;
    }

    /** Shows all slots of a row, which stays as it is meanwhile. */
    void forEachSlot(int node, IntConsumer seer) {
        SlotPages.Table table = pages.table();
        for (int piece = firstPiece(node); piece != NONE; ) {
            long header = table.word(piece);
            for (int slot = piece + 1, end = slot + Pieces.used(header); slot < end; slot++) {
                seer.accept(slot);
            }
            piece = Pieces.next(header);
        }
    }

    /** Adds a neighbour at the end of a row; its slot, whose twin is still to be set. No other row moves. */
    int append(int node, long word, long amountMinor, int policy) {
        int piece = firstPiece(node);
        if (piece == NONE) {
            piece = pieces.allocate(node, LEAST_PIECE, NONE);
            setFirstPiece(node, piece);
        } else if (Pieces.used(header(piece)) == Pieces.room(header(piece))) {
            piece = grown(node, piece);
            setFirstPiece(node, piece);
        }
        long header = header(piece);
        int slot = piece + 1 + Pieces.used(header);
        pages.setWord(slot, word);
        pages.setAmountMinor(slot, amountMinor);
        pages.setPolicy(slot, policy);
        pieces.addUsed(piece, 1);
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
        if (Pieces.used(header(piece)) == 0) {
            int empty = piece;
            piece = Pieces.next(header(empty));
            setFirstPiece(node, piece);
            pieces.free(empty);
        }
        long header = header(piece);
        int last = piece + Pieces.used(header);
        if (slot != last) {
            move(node, last, slot);
        }
        pieces.addUsed(piece, -1);
        heads[node]--;
    }

    private int grown(int node, int piece) {
        int size = pieces.size(piece);
        if (size >= LARGEST_PIECE) {
            return pieces.allocate(node, LARGEST_PIECE, piece);
        }
        int larger = pieces.allocate(node, nextSize(size), Pieces.next(header(piece)));
        moveAll(node, piece, larger);
        pieces.free(piece);
        return larger;
    }

    /** 4, 8, 12, 16, 20 and then about a quarter more each time. */
    private static int nextSize(int size) {
        int grown = size + Math.max(4, size >> 2);
        return Math.min(LARGEST_PIECE, (grown + 3) & ~3);
    }

    private void moveAll(int node, int from, int to) {
        long header = header(from);
        int used = Pieces.used(header);
        for (int i = 1; i <= used; i++) {
            move(node, from + i, to + i);
        }
        pieces.addUsed(to, used);
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
        int piece = pieces.nextToMove();
        if (piece != NONE) {
            moveOut(pieces.owner(piece), piece, pieces.size(piece));
        }
        pieces.dropIfEmpty();
    }

    private void moveOut(int owner, int piece, int size) {
        int before = NONE;
        for (int at = firstPiece(owner); at != piece; at = Pieces.next(header(at))) {
            before = at;
        }
        int copy = pieces.allocate(owner, size, Pieces.next(header(piece)));
        moveAll(owner, piece, copy);
        if (before == NONE) {
            setFirstPiece(owner, copy);
        } else {
            pieces.setNext(before, copy);
        }
        pieces.free(piece);
    }

    private long header(int piece) {
        return pieces.header(piece);
    }
}
