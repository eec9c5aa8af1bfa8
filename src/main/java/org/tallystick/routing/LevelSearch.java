package org.tallystick.routing;

/**
 * Goes out from payer and payee at once, level by level over slots that bear an amount, always on the side whose next level has
 * fewer arcs to scan. Arcs that lead from one side to the other are bridges: those of the first level that has any belong to the
 * shortest ways there are. Whoever hangs in a tree climbs out of it first, so that no side ever goes down into one.
 *
 * <p>Scans read one word a neighbour and one byte of marks, and turn what they read into numbers rather than into branches, which
 * nobody could foretell; only next to what flows already, and where two amounts are of one magnitude, do they look further. Bound to
 * its finder's thread.
 */
final class LevelSearch implements PathSearch {

    /** Rows are scanned in stretches of so many, as the search may end in the midst of one. */
    private static final int STRETCH = 64;

    /** So many rows are begun to be read at once. */
    private static final int AHEAD = 16;

    private final Ball payerBall = new Ball(false);
    private final Ball payeeBall = new Ball(true);
    private final Work work;
    private final PathMade pathMade = new PathMade();

    private Terrain terrain = new Terrain();
    private SlotPages.Table table = terrain.table();
    private byte[] marks = new byte[0];

    /** Of all nodes that are marked the place on their side. */
    private int[] places = new int[0];

    // Of some rows that come next the first piece and its header.
    private final int[] pieces = new int[AHEAD];
    private final long[] headers = new long[AHEAD];

    // Where in a row somebody stands whom a scan has to look at.
    private final int[] candidates = new int[STRETCH];

    private Meeting meeting = pathMade;
    private long leastMinor;
    private int magnitude;
    private int sureAbove;
    private int maxHops;

    /** Whether nobody asks what a search could have reached behind its last level, so that nobody is taken in there. */
    private boolean knowsLastLevel;

    private boolean isLastLevel;
    private boolean hasMet;
    private boolean ended;
    private boolean endedByHops;

    LevelSearch(Work work) {
        this.work = work;
    }

    /** Searches for a shortest path. */
    @Override
    public boolean search(Terrain where, long least, int mostHops, Path path) {
        pathMade.path = path;
        goAll(where, least, mostHops, pathMade, true);
        return hasMet;
    }

    /**
     * Goes out level by level and shows all bridges of the first level that has any, unless whoever sees them has enough. What flows
     * may be changed meanwhile, as long as it is only more on ways over the bridge that is being shown.
     *
     * @param where what may be used
     * @param least what each slot of a way must bear, at least 1
     * @param mostHops most slots of a way
     * @param seer sees the bridges
     * @return whether there were any
     */
    boolean searchAll(Terrain where, long least, int mostHops, Meeting seer) {
        goAll(where, least, mostHops, seer, false);
        return hasMet;
    }

    private void goAll(Terrain where, long least, int mostHops, Meeting seer, boolean knowsItsLast) {
        knowsLastLevel = knowsItsLast;
        terrain = where;
        table = where.table();
        marks = where.marks();
        if (places.length < marks.length) {
            places = new int[marks.length];
        }
        meeting = seer;
        leastMinor = least;
        magnitude = ArcWord.magnitude(least);
        boolean leastOfMagnitude = magnitude != ArcWord.magnitude(least - 1);
        sureAbove = leastOfMagnitude ? magnitude - 1 : magnitude;
        maxHops = mostHops;
        hasMet = false;
        ended = false;
        endedByHops = false;
        payerBall.begin(marks, places, where.from());
        payeeBall.begin(marks, places, where.to());
        marks[where.to()] |= Terrain.GOAL;
        try {
            while (!ended) {
                goOn();
            }
        } finally {
            payerBall.clear(marks);
            payeeBall.clear(marks);
            marks[where.to()] &= (byte) ~Terrain.GOAL;
        }
    }

    /** Whether the last search for all could have gone on but for the bound of hops. */
    boolean endedByHops() {
        return endedByHops;
    }

    private void goOn() {
        Ball near = nextToExpand();
        Ball far = near == payerBall ? payeeBall : payerBall;
        boolean climbs = climbs(near);
        if (near.isExhausted() || (far.isExhausted() && !climbs)) {
            ended = true;
        } else if (!climbs && near.depth + far.depth >= maxHops) {
            ended = true;
            endedByHops = true;
        } else {
            isLastLevel = knowsLastLevel && !climbs && near.depth + 1 + far.depth >= maxHops;
            expand(near, far);
            ended |= hasMet;
        }
    }

    private Ball nextToExpand() {
        if (climbs(payerBall)) {
            return payerBall;
        }
        if (climbs(payeeBall)) {
            return payeeBall;
        }
        if (payerBall.isExhausted() || payeeBall.isExhausted()) {
            return payerBall.isExhausted() ? payerBall : payeeBall;
        }
        return Ball.hasFewerArcs(payerBall, payeeBall, terrain.graph().rows()) ? payerBall : payeeBall;
    }

    /** Whether a side may go on in the tree in which it begins; a level is a single node then. */
    private boolean climbs(Ball ball) {
        return ball.queued == ball.levelStart + 1
                && ball.depth < maxHops
                && !terrain.graph().isInCore(ball.queue[ball.levelStart]);
    }

    /** Goes one level further. */
    private void expand(Ball near, Ball far) {
        Rows rows = terrain.graph().rows();
        int levelEnd = near.queued;
        for (int first = near.levelStart; first < levelEnd && !ended; first += AHEAD) {
            int end = Math.min(first + AHEAD, levelEnd);
            // Looks at the beginnings of several rows first, so that memory brings all of them at once.
            for (int at = first; at < end; at++) {
                int piece = rows.firstPiece(near.queue[at]);
                pieces[at - first] = piece;
                headers[at - first] = piece == Rows.NONE ? 0 : table.word(piece);
            }
            for (int at = first; at < end && !ended; at++) {
                if (near.isUsedUp(at) || near.isUsedUp(near.parents[at])) {
                    near.useUp(at);
                } else if (pieces[at - first] != Rows.NONE) {
                    scanRow(near, far, at, pieces[at - first], headers[at - first]);
                }
            }
        }
        near.advance(levelEnd);
    }

    private void scanRow(Ball near, Ball far, int at, int firstPiece, long firstHeader) {
        int piece = firstPiece;
        long header = firstHeader;
        while (true) {
            int used = Rows.used(header);
            for (int begin = 0; begin < used; begin += STRETCH) {
                int length = Math.min(STRETCH, used - begin);
                ended = !work.spend(length);
                near.ensureRoom(length);
                if (ended || !scan(near, far, at, piece + 1 + begin, length)) {
                    return;
                }
            }
            piece = Rows.next(header);
            ended = used == 0 && !work.spend(1);
            if (piece == Rows.NONE || ended) {
                return;
            }
            header = table.word(piece);
        }
    }

    /** Scans a stretch of a row; false when the way to its node is used up or the search has ended. */
    private boolean scan(Ball near, Ball far, int at, int firstSlot, int length) {
        int node = near.queue[at];
        int shift = shift(near, node);
        int special = (near.fromPayee ? 0 : Terrain.GOAL) | (marks[node] & Terrain.TOUCHED);
        long[] words = table.wordsAround(firstSlot);
        int begin = firstSlot & SlotPages.SLOT_MASK;
        // Once the sides have met there is no further level, and only those matter who are on the other side.
        int wanted = hasMet || isLastLevel ? far.mark : 0;
        int count = sift(words, begin, begin + length, shift, special, near.mark | Terrain.BARRED | wanted, wanted);
        special |= far.mark;
        byte[] nodeMarks = marks;
        int[] nodePlaces = places;
        int[] queue = near.queue;
        int[] slots = near.slots;
        int[] parents = near.parents;
        int[] found = candidates;
        int nearMark = near.mark;
        int sureBits = sureAbove;
        int queued = near.queued;
        int toSlot = firstSlot - begin;
        for (int i = 0; i < count; i++) {
            int index = found[i];
            long word = words[index];
            int neighbour = ArcWord.neighbour(word);
            int mark = nodeMarks[neighbour];
            boolean sure = ArcWord.magnitude(word, shift) > sureBits;
            if (sure && (mark & special) == 0) {
                nodeMarks[neighbour] = (byte) (mark | nearMark);
                nodePlaces[neighbour] = queued;
                slots[queued] = toSlot + index;
                parents[queued] = at;
                queue[queued++] = neighbour;
            } else {
                near.queued = queued;
                look(near, far, at, toSlot + index, word, !sure || (mark & special) != far.mark);
                queued = near.queued;
                if (ended || near.isUsedUp(at)) {
                    return false;
                }
            }
        }
        near.queued = queued;
        return true;
    }

    /**
     * Picks out of a row who bears enough or may do so although their word does not tell, and of some marks has just those that are
     * wanted: is neither on this side already nor barred, and where only bridges matter is on the other side. Nobody could foretell the
     * answers, so that they are reckoned and not branched on.
     *
     * @param special marks of whom the word may not tell the truth about
     * @param asked the marks that decide who comes into question
     * @param wanted which of them they must have
     * @return how many, the first of {@link #candidates}
     */
    private int sift(long[] words, int begin, int end, int shift, int special, int asked, int wanted) {
        byte[] nodeMarks = marks;
        int[] found = candidates;
        int below = magnitude - 1;
        int count = 0;
        for (int i = begin; i < end; i++) {
            long word = words[i];
            int mark = nodeMarks[ArcWord.neighbour(word)];
            // A negative number stands for yes.
            int bears = (below - ArcWord.magnitude(word, shift)) | -(mark & special);
            int fits = ((mark & asked) ^ wanted) - 1;
            found[count] = i;
            count += (bears & fits) >>> 31;
        }
        return count;
    }

    private void take(Ball near, int at, int slot, int node, int mark) {
        marks[node] = (byte) (mark | near.mark);
        places[node] = near.queued;
        near.slots[near.queued] = slot;
        near.parents[near.queued] = at;
        near.queue[near.queued++] = node;
    }

    /** Takes a neighbour in that is not yet on this side, or shows the bridge that leads to it. */
    private void look(Ball near, Ball far, int at, int slot, long word, boolean unsure) {
        int neighbour = ArcWord.neighbour(word);
        if (ArcWord.isDeadEnd(word)) {
            return;
        }
        if (unsure && terrain.bears(near.fromPayee ? table.twin(slot) : slot) < leastMinor) {
            return;
        }
        int mark = marks[neighbour];
        if ((mark & far.mark) == 0) {
            take(near, at, slot, neighbour, mark);
            return;
        }
        int farPlace = places[neighbour];
        if (!far.isUsedUp(farPlace) && near.depth + 1 + far.level(farPlace) <= maxHops) {
            hasMet = true;
            ended = !meeting.over(near, at, slot, far, farPlace);
        }
    }

    /** Which magnitude of a row's words tells what this side asks. */
    private int shift(Ball near, int node) {
        if (!near.fromPayee) {
            return ArcWord.OUTWARD_SHIFT;
        }
        return node == terrain.to() ? ArcWord.PAID_SHIFT : ArcWord.INWARD_SHIFT;
    }

    /** Makes a path of the first bridge and has enough. */
    private final class PathMade implements Meeting {

        private Path path = new Path();

        @Override
        public boolean over(Ball near, int nearPlace, int slot, Ball far, int farPlace) {
            path.across(near, nearPlace, slot, far, farPlace, table);
            return false;
        }
    }
}
