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

    private final Ball payerBall = new Ball(false);
    private final Ball payeeBall = new Ball(true);
    private final Work work;
    private final PathMade pathMade = new PathMade();

    private Terrain terrain = new Terrain();
    private SlotPages.Table table = terrain.table();
    private byte[] marks = new byte[0];

    /** Of all nodes that are marked the place on their side. */
    private int[] places = new int[0];

    private final RowsAhead ahead = new RowsAhead();
    private final Sieve sieve = new Sieve();
    private Meeting meeting = pathMade;
    private long leastMinor;
    private int sureAbove;
    private int maxHops;

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
        goAll(where, least, mostHops, pathMade);
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
        goAll(where, least, mostHops, seer);
        return hasMet;
    }

    private void goAll(Terrain where, long least, int mostHops, Meeting seer) {
        terrain = where;
        table = where.table();
        marks = where.marks();
        if (places.length < marks.length) {
            places = new int[marks.length];
        }
        meeting = seer;
        leastMinor = least;
        int magnitude = ArcWord.magnitude(least);
        sieve.begin(marks, magnitude);
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

    /** Whether the last search ended at the bound of hops without a bridge; behind it there may be some. */
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
            isLastLevel = !climbs && near.depth + 1 + far.depth >= maxHops;
            expand(near, far);
            endedByHops = isLastLevel && !hasMet;
            ended |= hasMet || isLastLevel;
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
        for (int first = near.levelStart; first < levelEnd && !ended; first += RowsAhead.ROWS) {
            int end = Math.min(first + RowsAhead.ROWS, levelEnd);
            ahead.look(rows, table, near.queue, first, end);
            for (int at = first; at < end && !ended; at++) {
                if (near.isUsedUp(at) || near.isUsedUp(near.parents[at])) {
                    near.useUp(at);
                } else if (ahead.piece(at - first) != Rows.NONE) {
                    scanRow(near, far, at, ahead.piece(at - first), ahead.header(at - first));
                }
            }
        }
        near.advance(levelEnd);
    }

    private void scanRow(Ball near, Ball far, int at, int firstPiece, long firstHeader) {
        int piece = firstPiece;
        long header = firstHeader;
        while (true) {
            int used = Pieces.used(header);
            for (int begin = 0; begin < used; begin += Sieve.STRETCH) {
                int length = Math.min(Sieve.STRETCH, used - begin);
                ended = !work.spend(length);
                near.ensureRoom(length);
                if (ended || !scan(near, far, at, piece + 1 + begin, length)) {
                    return;
                }
            }
            piece = Pieces.next(header);
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
        int shift = near.fromPayee ? ArcWord.INWARD_SHIFT : ArcWord.OUTWARD_SHIFT;
        boolean paysGoal = near.fromPayee && at == 0;
        int bits = paysGoal ? ArcWord.MAGNITUDE_OR_MORE : ArcWord.MAGNITUDE;
        int touched = marks[node] & Terrain.TOUCHED;
        long[] words = table.wordsAround(firstSlot);
        int begin = firstSlot & SlotPages.SLOT_MASK;
        // Once the sides have met there is no further level, nor is there one behind the last that hops allow: only
        // those count who are on the other side.
        int[] lifts = Sieve.lifts(near.fromPayee, touched != 0, hasMet || isLastLevel);
        long hits = sieve.pick(words, begin, begin + length, shift, bits, lifts);
        int special = (near.fromPayee ? 0 : Terrain.GOAL) | touched | far.mark;
        byte[] nodeMarks = marks;
        int[] nodePlaces = places;
        int[] queue = near.queue;
        int[] slots = near.slots;
        int[] parents = near.parents;
        int nearMark = near.mark;
        int sureBits = sureAbove;
        int queued = near.queued;
        int toSlot = firstSlot - begin;
        for (; hits != 0; hits &= hits - 1) {
            int index = begin + Long.numberOfTrailingZeros(hits);
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
