package org.tallystick.journal;

/** What can be wrong with a file of a journal. */
public enum Damage {
    /** A record's bytes do not match its checksum, or its length makes no sense. */
    BAD_RECORD,
    /** A record is whole but its height does not follow the one before. */
    WRONG_HEIGHT,
    /** A record or segment is whole but written in a format that this version does not know. */
    UNKNOWN_FORMAT,
    /** A segment's first bytes are not those of a segment. */
    BAD_SEGMENT_HEADER,
    /** A segment belongs to another chain or stands at another place of this one. */
    FOREIGN_SEGMENT,
    /** The tip belongs to another chain, or knows another entry at a height that the journal has. */
    FOREIGN_TIP,
    /** A segment that must be there is not. */
    MISSING_SEGMENT,
    /** Something other than zeros stands where no record is. */
    NOT_ZERO,
    /** The file could not be read at all. */
    UNREADABLE
}
