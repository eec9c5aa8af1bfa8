package org.tallystick.node;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.UndoLog;

/**
 * The ids that have been used, with where their transactions stand: until their statement could no longer be accepted anyway,
 * for ever where it has no end (design §5). Owned by the ledger thread.
 */
final class OnceOnly {

    /** A statement without an end is kept for ever. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final long BUCKET_MS = 60_000;

    /**
     * A used id.
     *
     * @param fingerprintHigh the first 8 bytes of SHA-256 over signer and signed bytes
     * @param fingerprintLow the next 8 bytes
     * @param validUntilMs until when it is kept
     */
    record Entry(
            long fingerprintHigh, long fingerprintLow, long validUntilMs, long height, int position, long timestampMs) {

        boolean sameAs(byte[] fingerprint) {
            ByteBuffer bytes = ByteBuffer.wrap(fingerprint);
            return bytes.getLong() == fingerprintHigh && bytes.getLong() == fingerprintLow;
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeMap<Long, Set<String>> endings = new TreeMap<>();

    @Nullable
    Entry find(String txId) {
        return entries.get(txId);
    }

    int size() {
        return entries.size();
    }

    void add(String txId, Applier.Use use, long height, int position, long timestampMs, UndoLog undo) {
        ByteBuffer bytes = ByteBuffer.wrap(use.fingerprint());
        long validUntilMs = use.validUntilMs();
        Entry entry = new Entry(bytes.getLong(), bytes.getLong(), validUntilMs, height, position, timestampMs);
        put(txId, entry);
        undo.onUndo(() -> {
            entries.remove(txId);
            if (validUntilMs != FOR_EVER) {
                Set<String> bucket = endings.get(bucketOf(validUntilMs));
                if (bucket != null) {
                    bucket.remove(txId);
                }
            }
        });
    }

    private void put(String txId, Entry entry) {
        entries.put(txId, entry);
        if (entry.validUntilMs != FOR_EVER) {
            endings.computeIfAbsent(bucketOf(entry.validUntilMs), none -> new HashSet<>())
                    .add(txId);
        }
    }

    private static long bucketOf(long validUntilMs) {
        return Math.floorDiv(validUntilMs, BUCKET_MS);
    }

    /** Forgets ids whose statements are refused by their time alone; between blocks. */
    void forgetBefore(long timestampMs) {
        while (!endings.isEmpty() && endings.firstKey() < bucketOf(timestampMs)) {
            endings.pollFirstEntry().getValue().forEach(entries::remove);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        writeTo(out, Set.of());
    }

    /**
     * Writes the used ids without some.
     *
     * @param except ids to leave out
     */
    void writeTo(DataOutput out, Set<String> except) throws IOException {
        TreeMap<String, Entry> written = new TreeMap<>(entries);
        written.keySet().removeAll(except);
        out.writeInt(written.size());
        for (Map.Entry<String, Entry> used : written.entrySet()) {
            Entry entry = used.getValue();
            out.writeUTF(used.getKey());
            out.writeLong(entry.fingerprintHigh);
            out.writeLong(entry.fingerprintLow);
            out.writeLong(entry.validUntilMs);
            out.writeLong(entry.height);
            out.writeInt(entry.position);
            out.writeLong(entry.timestampMs);
        }
    }

    void readFrom(DataInput in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            put(
                    in.readUTF(),
                    new Entry(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readLong()));
        }
    }
}
