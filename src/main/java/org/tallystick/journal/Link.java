package org.tallystick.journal;

import java.util.Arrays;

/** The last entry so far, by height and hash; what follows must fit to it. */
final class Link {

    private final long height;
    private final byte[] hash;
    private final long lowestNext;

    private Link(long height, byte[] hash, long lowestNext) {
        this.height = height;
        this.hash = hash;
        this.lowestNext = lowestNext;
    }

    /** The link at the beginning of a segment. */
    static Link before(SegmentHeader header) {
        return new Link(header.heightBefore(), header.hashBefore(), header.firstHeight());
    }

    /** The link after an entry. */
    static Link after(long height, byte[] hash) {
        return new Link(height, hash, height + 1);
    }

    /** A link of which only is known that no lower height follows. */
    static Link expecting(long height) {
        return new Link(height - 1, new byte[JournalEntry.HASH_BYTES], height);
    }

    long height() {
        return height;
    }

    byte[] hash() {
        return hash;
    }

    long lowestNext() {
        return lowestNext;
    }

    boolean canBeFollowedBy(long nextHeight, byte flags) {
        boolean gap = (flags & JournalEntry.AFTER_GAP) != 0;
        return nextHeight == lowestNext || (gap && nextHeight > lowestNext);
    }

    boolean isSameAs(Link other) {
        return is(other.height, other.hash);
    }

    /** Whether the other is another entry of the same height. */
    boolean contradicts(Link other) {
        return height == other.height && !isSameAs(other);
    }

    boolean is(long otherHeight, byte[] otherHash) {
        return height == otherHeight && Arrays.equals(hash, otherHash);
    }
}
