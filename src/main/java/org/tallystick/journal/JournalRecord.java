package org.tallystick.journal;

/** An entry as it was read, its checksum verified. Hands out its arrays without copying; nobody else holds them. */
public final class JournalRecord {

    private final long height;
    private final byte[] hash;
    private final byte flags;
    private final byte[] payload;

    JournalRecord(long height, byte[] hash, byte flags, byte[] payload) {
        this.height = height;
        this.hash = hash;
        this.flags = flags;
        this.payload = payload;
    }

    /** The entry's height. */
    public long height() {
        return height;
    }

    /** The entry's hash, 32 bytes. */
    public byte[] hash() {
        return hash;
    }

    /** The entry's flags. */
    public byte flags() {
        return flags;
    }

    /** The entry's bytes. */
    public byte[] payload() {
        return payload;
    }
}
