package org.tallystick.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What opening found and did.
 *
 * @param tipHeight the height that the tip file knew, or nothing if the tip was missing or damaged
 * @param cutOff the torn last write, if there was one
 * @param segments how many segments there are
 * @param recordsChecked how many entries were checked
 */
public record RecoveryReport(Optional<Long> tipHeight, Optional<CutOff> cutOff, int segments, long recordsChecked) {

    /**
     * A torn write that was cut off: nothing valid followed it and the tip did not know it.
     *
     * @param file the segment
     * @param offset where it is cut now
     * @param bytes how many bytes up to the last that was not zero are gone
     * @param height the height that the torn entry would have had
     */
    public record CutOff(Path file, long offset, long bytes, long height) {}
}
