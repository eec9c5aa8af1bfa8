package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.nio.file.Path;

/**
 * Where a journal lives and how large its files are.
 *
 * @param folder holds the segments and the tip, and nothing that ends in {@code .segment}, besides
 * @param segmentBytes size of a segment; an entry must fit into one
 * @param stepBytes a segment grows by so many zeros at once, so that most forces need not update the file's size
 * @param files the way to the disk
 */
public record JournalConfig(Path folder, int segmentBytes, int stepBytes, JournalFiles files) {

    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int STEP_BYTES = 4 << 20;
    private static final int LEAST_SEGMENT_BYTES = 512;

    /** Checks the sizes: both multiples of 8, the step no larger than the segment. */
    public JournalConfig {
        require(
                segmentBytes >= LEAST_SEGMENT_BYTES && segmentBytes % 8 == 0,
                "a segment has 512 bytes or more, in eights");
        require(
                stepBytes >= 8 && stepBytes % 8 == 0 && stepBytes <= segmentBytes,
                "a step is part of a segment, in eights");
    }

    /** The usual sizes (64 MiB in steps of 4 MiB) on the real disk. */
    public static JournalConfig in(Path folder) {
        return new JournalConfig(folder, SEGMENT_BYTES, STEP_BYTES, JournalFiles.real());
    }

    /** The same with other sizes. */
    public JournalConfig withSizes(int newSegmentBytes, int newStepBytes) {
        return new JournalConfig(folder, newSegmentBytes, newStepBytes, files);
    }

    /** The same with another way to the disk. */
    public JournalConfig withFiles(JournalFiles newFiles) {
        return new JournalConfig(folder, segmentBytes, stepBytes, newFiles);
    }
}
