package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The way to the disk: every file operation of a journal goes through here, so that a test can make each of them fail.
 * May be called from any thread; each open file belongs to the thread that opened it.
 */
public interface JournalFiles {

    /** The machine's file system. */
    static JournalFiles real() {
        return new RealFiles();
    }

    /** Makes a folder and those above it where they are not there, durably. */
    void makeFolder(Path folder) throws IOException;

    /** The regular files of a folder in order of their names; none if it is not there. */
    List<Path> list(Path folder) throws IOException;

    /** Opens a file to read and write; makes it if it is not there. */
    OpenFile openToWrite(Path file) throws IOException;

    /** Opens a file that is there to read. */
    OpenFile openToRead(Path file) throws IOException;

    /** Maps the first bytes of a file that has them. */
    MappedBytes map(Path file, int bytes) throws IOException;

    /** Renames in one step within a folder, replacing what has the new name. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file if it is there. */
    void delete(Path file) throws IOException;

    /** Makes names made, changed or removed in a folder durable, where the system offers that. */
    void forceFolder(Path folder) throws IOException;

    /** Bytes that can still be written in a folder's file system. */
    long usableBytes(Path folder) throws IOException;

    /** An open file with reads and writes at a place. */
    interface OpenFile extends AutoCloseable {

        /** Bytes of the file. */
        long size() throws IOException;

        /** Reads some bytes at a place; returns how many, -1 at the end. */
        int read(ByteBuffer into, long position) throws IOException;

        /** Writes some bytes at a place; returns how many, perhaps fewer than remain. */
        int write(ByteBuffer from, long position) throws IOException;

        /** Makes the file shorter. */
        void truncate(long size) throws IOException;

        /** Makes what was written durable, and the file's size with it if asked. */
        void force(boolean sizeToo) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Bytes of a file in memory; what is put there survives the process, not the machine. */
    interface MappedBytes extends AutoCloseable {

        /** A copy of all bytes. */
        byte[] get() throws IOException;

        /** Puts bytes at a place. */
        void put(int position, byte[] bytes) throws IOException;

        @Override
        void close() throws IOException;
    }
}
