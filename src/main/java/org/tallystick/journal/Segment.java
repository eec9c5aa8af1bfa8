package org.tallystick.journal;

import java.nio.file.Path;

/** One file of the chain and what its header says. */
record Segment(Path file, SegmentHeader header) {

    static final String SUFFIX = ".segment";

    /** A segment in the making; whatever has this name at a start was never finished and counts for nothing. */
    static final String UNFINISHED_SUFFIX = ".segment.new";

    /** The name of the segment with a number, from 0. */
    static String name(int number) {
        return String.format(java.util.Locale.ROOT, "%08d", number) + SUFFIX;
    }

    static boolean isSegment(Path file) {
        return nameOf(file).endsWith(SUFFIX);
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
