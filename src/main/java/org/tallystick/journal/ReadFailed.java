package org.tallystick.journal;

import java.nio.file.Path;

/** Something that is in the journal could not be read back as it was written. */
public final class ReadFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final long heightBefore;
    private final Damage damage;

    ReadFailed(Path file, long offset, long heightBefore, Damage damage) {
        super(damage + " in " + file.getFileName() + " at byte " + offset + " after height " + heightBefore);
        this.file = file;
        this.offset = offset;
        this.heightBefore = heightBefore;
        this.damage = damage;
    }

    ReadFailed(Path file, long offset, long heightBefore, Damage damage, Throwable cause) {
        this(file, offset, heightBefore, damage);
        initCause(cause);
    }

    /** The file that was read. */
    public Path file() {
        return file;
    }

    /** Where in the file the bad bytes begin. */
    public long offset() {
        return offset;
    }

    /** The last good height before the bad place, or {@link Journal#NONE}. */
    public long heightBefore() {
        return heightBefore;
    }

    /** What is wrong there. */
    public Damage damage() {
        return damage;
    }
}
