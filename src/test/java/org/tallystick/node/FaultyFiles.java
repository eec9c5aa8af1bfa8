package org.tallystick.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.tallystick.journal.JournalFiles;

/** The real disk, on which the n-th write or force fails, or a write does only half of what it was asked. */
final class FaultyFiles implements JournalFiles {

    enum Fault {
        WRITE_FAILS,
        WRITE_IS_SHORT_THEN_FAILS,
        FORCE_FAILS
    }

    private final JournalFiles real = JournalFiles.real();
    private Fault fault = Fault.WRITE_FAILS;
    private int left = -1;
    private boolean failed;

    /** Lets one operation fail. */
    synchronized void arm(Fault newFault, int before) {
        fault = newFault;
        left = before;
        failed = false;
    }

    /** Whether the armed fault has happened. */
    synchronized boolean failed() {
        return failed;
    }

    private synchronized boolean now(boolean write) {
        boolean counts = left >= 0 && write == (fault != Fault.FORCE_FAILS);
        if (!counts) {
            return false;
        }
        left--;
        failed |= left < 0;
        return left < 0;
    }

    @Override
    public OpenFile openToWrite(Path file) throws IOException {
        return new Faulty(real.openToWrite(file));
    }

    @Override
    public OpenFile openToRead(Path file) throws IOException {
        return real.openToRead(file);
    }

    @Override
    public MappedBytes map(Path file, int bytes) throws IOException {
        return real.map(file, bytes);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        real.makeFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        real.forceFolder(folder);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return real.usableBytes(folder);
    }

    private final class Faulty implements OpenFile {

        private final OpenFile file;

        Faulty(OpenFile file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (!now(true)) {
                return file.write(from, position);
            }
            if (fault == Fault.WRITE_IS_SHORT_THEN_FAILS && from.remaining() > 1) {
                ByteBuffer half = from.slice(from.position(), from.remaining() / 2);
                file.write(half, position);
            }
            throw new IOException("injected: a write fails");
        }

        @Override
        public void force(boolean sizeToo) throws IOException {
            if (now(false)) {
                throw new IOException("injected: a force fails");
            }
            file.force(sizeToo);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
