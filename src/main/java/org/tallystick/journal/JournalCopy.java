package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** Copies the good part of a journal into another folder, durably. Stateless; the caller holds the folder's lock. */
public final class JournalCopy {

    private JournalCopy() {}

    /**
     * Copies every good entry up to a height, from the first to the last or to the first bad place.
     *
     * @param from the journal, which is only read
     * @param to holds no journal yet; the copy ends with the last entry copied and has a tip of its own
     * @param lastHeight what lies above is left out, however good
     * @return what was found in the original; the copy has its good entries
     * @throws FileAlreadyExistsException when the folder holds any file of a journal
     * @throws IOException when something cannot be read or written; what was begun is of no use then
     */
    public static JournalWalk.Found copyGood(JournalConfig from, JournalConfig to, long lastHeight) throws IOException {
        JournalWalk.Found found = JournalWalk.<IOException>walk(from, record -> record.height() < lastHeight);
        require(found.height() != Journal.NONE, "A journal without a good entry cannot be copied");
        JournalFiles files = to.files();
        files.makeFolder(to.folder());
        Segments.requireNone(files, to.folder());
        byte[] chainId = found.chainId().orElseThrow().array();
        // The tip comes first, so that a copy that was not finished is refused.
        Tip.reset(
                files,
                to.folder(),
                chainId,
                Link.after(found.height(), found.hash().array()));
        for (int number = 0; number <= found.lastSegment(); number++) {
            String name = Segment.name(number);
            long bytes = number == found.lastSegment() ? found.end() : Long.MAX_VALUE;
            FileTools.copy(files, from.folder().resolve(name), to.folder().resolve(name), bytes);
        }
        files.forceFolder(to.folder());
        return found;
    }
}
