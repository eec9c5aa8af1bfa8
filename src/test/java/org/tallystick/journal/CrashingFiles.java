package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file system in memory that behaves as badly as a real one may: what is not forced is lost or kept sector by sector when
 * the power goes, names and sizes as well; a failed force forgets what it should have written, so that the next one
 * succeeds without writing it; a failed write may have written a part.
 */
final class CrashingFiles implements JournalFiles {

    private static final int SECTOR = 512;
    private static final int TIP_SECTOR = 64;

    private final Random random;
    private Map<Path, Content> names = new TreeMap<>();
    private Map<Path, Content> durableNames = new TreeMap<>();
    private final List<Map<Path, Content>> pendingNames = new ArrayList<>();
    private long room = Long.MAX_VALUE;
    private int operationsUntilFault = -1;
    private int faults;
    private int operations;

    CrashingFiles(long seed) {
        random = new Random(seed);
    }

    /** Lets operations fail that change something. */
    void failAfter(int operationsBefore, int count) {
        operationsUntilFault = operationsBefore;
        faults = count;
    }

    void heal() {
        operationsUntilFault = -1;
        faults = 0;
    }

    /** Lets all files together have at most so many bytes. */
    void limitTo(long bytes) {
        room = bytes;
    }

    /** How many operations have changed something so far. */
    int operations() {
        return operations;
    }

    long totalBytes() {
        return names.values().stream().mapToLong(content -> content.size).sum();
    }

    /** The power goes, and comes back. */
    void crash() {
        List<Map<Path, Content>> states = new ArrayList<>(pendingNames);
        states.addFirst(durableNames);
        names = new TreeMap<>(states.get(random.nextInt(states.size())));
        durableNames = new TreeMap<>(names);
        pendingNames.clear();
        names.values().forEach(Content::crash);
        heal();
    }

    private boolean faultNow() {
        operations++;
        if (operationsUntilFault > 0) {
            operationsUntilFault--;
            return false;
        }
        if (operationsUntilFault == 0 && faults > 0) {
            faults--;
            return true;
        }
        return false;
    }

    private static IOException fault(String what) {
        return new IOException("injected: " + what);
    }

    @Override
    public void makeFolder(Path folder) {
        // There is one folder, and it is always there.
    }

    @Override
    public List<Path> list(Path folder) {
        return List.copyOf(names.keySet());
    }

    @Override
    public OpenFile openToWrite(Path file) throws IOException {
        if (!names.containsKey(file)) {
            if (faultNow()) {
                throw fault("create");
            }
            names.put(file, new Content(Segment.nameOf(file).equals(Tip.NAME) ? TIP_SECTOR : SECTOR));
            pendingNames.add(new TreeMap<>(names));
        }
        return openToRead(file);
    }

    @Override
    public OpenFile openToRead(Path file) throws IOException {
        return new Handle(content(file));
    }

    private Content content(Path file) throws IOException {
        Content content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public MappedBytes map(Path file, int bytes) throws IOException {
        Content content = content(file);
        if (content.size < bytes) {
            throw new IOException("too short to be mapped");
        }
        return new MappedBytes() {
            @Override
            public byte[] get() {
                return Arrays.copyOf(content.now, bytes);
            }

            @Override
            public void put(int position, byte[] put) {
                content.write(position, put);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        boolean fails = faultNow();
        if (!fails || random.nextBoolean()) {
            Content content = content(from);
            names.remove(from);
            names.put(to, content);
            pendingNames.add(new TreeMap<>(names));
        }
        if (fails) {
            throw fault("rename");
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        boolean fails = faultNow();
        if ((!fails || random.nextBoolean()) && names.remove(file) != null) {
            pendingNames.add(new TreeMap<>(names));
        }
        if (fails) {
            throw fault("delete");
        }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (faultNow()) {
            throw fault("force of the folder");
        }
        durableNames = new TreeMap<>(names);
        pendingNames.clear();
    }

    @Override
    public long usableBytes(Path folder) {
        return room == Long.MAX_VALUE ? room : Math.max(0, room - totalBytes());
    }

    /** One file: what is read now, what the disk has, and which sectors are still to be written there. */
    private final class Content {

        private final int sector;
        private byte[] now = new byte[0];
        private byte[] durable = new byte[0];
        private int size;
        private int durableSize;
        private final TreeSet<Integer> dirty = new TreeSet<>();
        private final List<Integer> pendingSizes = new ArrayList<>();

        Content(int sector) {
            this.sector = sector;
        }

        void write(long position, byte[] bytes) {
            int end = (int) position + bytes.length;
            if (end > now.length) {
                now = Arrays.copyOf(now, Math.max(end, 2 * now.length));
            }
            System.arraycopy(bytes, 0, now, (int) position, bytes.length);
            for (int i = (int) position / sector; i * sector < end; i++) {
                dirty.add(i);
            }
            if (end > size) {
                setSize(end);
            }
        }

        void truncate(int newSize) {
            if (newSize < size) {
                Arrays.fill(now, newSize, now.length, (byte) 0);
                dirty.tailSet((newSize + sector - 1) / sector).clear();
                if (newSize % sector != 0) {
                    dirty.add(newSize / sector);
                }
                setSize(newSize);
            }
        }

        private void setSize(int newSize) {
            size = newSize;
            pendingSizes.add(newSize);
        }

        void force(boolean sizeToo) {
            dirty.forEach(this::makeDurable);
            dirty.clear();
            if (sizeToo && !pendingSizes.isEmpty()) {
                durableSize = size;
                pendingSizes.clear();
                cutDurable();
            }
        }

        void failForce() {
            for (int i : dirty) {
                if (random.nextBoolean()) {
                    makeDurable(i);
                }
            }
            dirty.clear();
            durableSize = someSize();
            cutDurable();
            pendingSizes.clear();
        }

        void crash() {
            failForce();
            size = durableSize;
            now = Arrays.copyOf(Arrays.copyOf(durable, size), Math.max(size, durable.length));
        }

        private int someSize() {
            List<Integer> sizes = new ArrayList<>(pendingSizes);
            sizes.add(durableSize);
            return sizes.get(random.nextInt(sizes.size()));
        }

        /** What lies behind a file's durable end is gone. */
        private void cutDurable() {
            if (durableSize < durable.length) {
                Arrays.fill(durable, durableSize, durable.length, (byte) 0);
            }
        }

        private void makeDurable(int i) {
            int from = i * sector;
            int to = Math.min(from + sector, now.length);
            if (to > durable.length) {
                durable = Arrays.copyOf(durable, to);
            }
            System.arraycopy(now, from, durable, from, to - from);
        }
    }

    private final class Handle implements OpenFile {

        private final Content content;

        Handle(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.size;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            if (position >= content.size) {
                return -1;
            }
            int count = Math.min(into.remaining(), content.size - (int) position);
            into.put(content.now, (int) position, count);
            return count;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            boolean fails = faultNow();
            long free = room == Long.MAX_VALUE ? from.remaining() : room - totalBytes();
            long writable = Math.max(0, content.size - position) + Math.max(0, free);
            int count = (int) Math.min(from.remaining(), writable);
            if (count > 1 && (fails || random.nextInt(4) == 0)) {
                count = 1 + random.nextInt(count - 1);
            }
            byte[] bytes = new byte[count];
            from.get(bytes);
            if (count > 0) {
                content.write(position, bytes);
            }
            if (fails) {
                throw fault("write");
            }
            if (count == 0) {
                throw new IOException("No space left on device");
            }
            return count;
        }

        @Override
        public void truncate(long size) throws IOException {
            boolean fails = faultNow();
            if (!fails || random.nextBoolean()) {
                content.truncate((int) size);
            }
            if (fails) {
                throw fault("truncate");
            }
        }

        @Override
        public void force(boolean sizeToo) throws IOException {
            if (faultNow()) {
                content.failForce();
                throw fault("force");
            }
            content.force(sizeToo);
        }

        @Override
        public void close() {}
    }
}
