package org.tallystick.node;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.journal.AtomicFile;

/**
 * Snapshots of the state: magic, format, height, block hash, the state, and SHA-256 over all before it. A snapshot only
 * saves time: one that is missing, damaged or of another format is replaced by a replay of the journal.
 */
final class Snapshots {

    private static final long MAGIC = 0x54414C4C59534E50L;
    private static final int FORMAT = 4;
    private static final int DIGEST_BYTES = 32;
    private static final int BUFFER_BYTES = 1 << 20;

    /**
     * What a snapshot says about itself.
     *
     * @param height the block after which it was taken
     * @param blockHash that block's hash
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Head(long height, byte[] blockHash) {}

    /** What came of reading one. */
    sealed interface Reading {

        /** A whole snapshot. */
        record Whole(Head head, NodeState state) implements Reading {}

        /** There is none. */
        record None() implements Reading {}

        /** There is one that cannot be used. */
        record Unusable(String why) implements Reading {}
    }

    private final Path file;

    Snapshots(Path file) {
        this.file = file;
    }

    void write(NodeState state) throws IOException {
        AtomicFile.replace(file, out -> {
            DigestOutputStream digesting = new DigestOutputStream(out, sha256());
            DataOutputStream data = new DataOutputStream(new java.io.BufferedOutputStream(digesting, BUFFER_BYTES));
            data.writeLong(MAGIC);
            data.writeInt(FORMAT);
            data.writeLong(state.height());
            data.write(state.tipHash);
            state.writeTo(data);
            data.flush();
            out.write(digesting.getMessageDigest().digest());
        });
    }

    /** The height that the file claims, also where the rest of it is damaged. */
    Optional<Long> claimedHeight() {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            // Each format so far begins with the height, so that an older one still tells of blocks that are missing.
            return in.readLong() == MAGIC && isFormatSoFar(in.readInt())
                    ? Optional.of(in.readLong())
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isFormatSoFar(int format) {
        return format >= 1 && format <= FORMAT;
    }

    /**
     * Reads the snapshot.
     *
     * @param rooms fresh rooms
     */
    Reading read(List<Room> rooms) {
        if (!Files.exists(file)) {
            return new Reading.None();
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            long stateBytes = Files.size(file) - DIGEST_BYTES;
            if (stateBytes < 0 || !wholeFile(stateBytes)) {
                return new Reading.Unusable("its checksum does not fit");
            }
            DataInputStream in = new DataInputStream(bytes);
            if (in.readLong() != MAGIC || in.readInt() != FORMAT) {
                return new Reading.Unusable("it is of another format");
            }
            long height = in.readLong();
            byte[] blockHash = new byte[DIGEST_BYTES];
            in.readFully(blockHash);
            NodeState state = NodeState.readFrom(in, rooms);
            if (state.height() != height || !Arrays.equals(state.tipHash, blockHash)) {
                return new Reading.Unusable("it names another block");
            }
            return new Reading.Whole(new Head(height, blockHash), state);
        } catch (IOException | RuntimeException unreadable) {
            return new Reading.Unusable("it cannot be read");
        }
    }

    private boolean wholeFile(long stateBytes) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream in =
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = stateBytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return false;
                }
                left -= read;
            }
            byte[] computed = digest.digest();
            in.on(false);
            return Arrays.equals(computed, in.readNBytes(DIGEST_BYTES));
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
