package org.tallystick.routing;

/**
 * Who has an arc with whom: two nodes with an arc between them form a pair, with a slot in either's row; one of the two arcs may be
 * absent. Keeps rows, the index of the large ones and the trees that hang on the core in step. Owned by the graph's thread.
 */
final class Pairs {

    private static final int NONE = Rows.NONE;

    private final SlotPages pages;
    private final PairIndex index;
    private final Rows rows;
    private final HangingTrees trees;

    Pairs(SlotPages pages, ArcWords words) {
        this.pages = pages;
        this.index = new PairIndex(pages);
        this.rows = new Rows(pages, index);
        this.trees = new HangingTrees(new Surroundings(words));
    }

    void ensureNodes(int count) {
        rows.ensureNodes(count);
        trees.ensureNodes(count);
    }

    Rows rows() {
        return rows;
    }

    /** Whether ways may lead through a node, as far as its neighbours go: it lies on a circle or between two. */
    boolean isInCore(int node) {
        return trees.isInCore(node);
    }

    /** Heap bytes of what finds the pairs of large rows. */
    long indexBytes() {
        return index.bytes();
    }

    /** Heap bytes of what is kept for each node. */
    long nodeBytes() {
        return rows.bytes() + trees.bytes();
    }

    /** The slot of a pair in the row of the first; {@link Rows#NONE} where they are none. */
    int slot(int from, int to) {
        if (Math.max(from, to) >= rows.nodeCount()) {
            return NONE;
        }
        if (!rows.isLarge(from)) {
            return rows.find(from, to);
        }
        if (!rows.isLarge(to)) {
            int back = rows.find(to, from);
            return back == NONE ? NONE : table().twin(back);
        }
        int slot = index.find(Math.min(from, to), Math.max(from, to));
        return slot == NONE || from < to ? slot : table().twin(slot);
    }

    /** Makes a pair of two who are none, both arcs absent; its slot in the row of the first. Slots that were known may have moved. */
    int add(int from, int to) {
        rows.tidy();
        boolean fromAlone = rows.degree(from) == 0;
        boolean toAlone = rows.degree(to) == 0;
        int slot = rows.append(from, ArcWord.of(to), SlotPages.ABSENT, PolicyNumbers.OPEN);
        int twin = rows.append(to, ArcWord.of(from), SlotPages.ABSENT, PolicyNumbers.OPEN);
        pages.setTwin(slot, twin);
        pages.setTwin(twin, slot);
        if (rows.becomesLarge(from)) {
            indexRow(from);
        } else if (rows.isLarge(from) && rows.isLarge(to)) {
            indexPair(from, to, slot);
        }
        if (rows.becomesLarge(to)) {
            indexRow(to);
        }
        trees.added(from, fromAlone, to, toAlone);
        return slot;
    }

    /** Ends a pair of which both arcs are absent and without a policy. */
    void remove(int from, int to, int slot) {
        if (rows.isLarge(from) && rows.isLarge(to)) {
            index.remove(Math.min(from, to), Math.max(from, to), lowerSlot(from, to, slot));
        }
        rows.remove(to, table().twin(slot));
        rows.remove(from, slot);
        trees.removed(from, to);
    }

    private void indexRow(int node) {
        rows.forEachSlot(node, slot -> {
            int neighbour = table().head(slot);
            if (rows.isLarge(neighbour)) {
                indexPair(node, neighbour, slot);
            }
        });
    }

    private void indexPair(int node, int neighbour, int slot) {
        index.add(Math.min(node, neighbour), Math.max(node, neighbour), lowerSlot(node, neighbour, slot));
    }

    private int lowerSlot(int node, int neighbour, int slot) {
        return node < neighbour ? slot : table().twin(slot);
    }

    private SlotPages.Table table() {
        return pages.table();
    }

    /** What the trees see of the pairs. */
    private final class Surroundings implements HangingTrees.Neighbours {

        private final ArcWords words;

        Surroundings(ArcWords words) {
            this.words = words;
        }

        @Override
        public int slot(int node, int neighbour) {
            return Pairs.this.slot(node, neighbour);
        }

        @Override
        public void setDeadEnd(int slot, boolean deadEnd) {
            words.setDeadEnd(slot, deadEnd);
        }

        @Override
        public int coreNeighbour(int node, int other) {
            SlotPages.Table table = table();
            for (int piece = rows.firstPiece(node); piece != NONE; ) {
                long header = table.word(piece);
                for (int slot = piece + 1, end = slot + Pieces.used(header); slot < end; slot++) {
                    int neighbour = table.head(slot);
                    if (neighbour != other && trees.isInCore(neighbour)) {
                        return neighbour;
                    }
                }
                piece = Pieces.next(header);
            }
            return -1;
        }
    }
}
