package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

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
 * for ever where it has no end (design §5); and idempotency keys, for a day. Owned by the ledger thread.
 */
final class OnceOnly {

    /** A statement without an end is kept for ever. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final long BUCKET_MS = 60_000;

    /**
     * A used id, or a used idempotency key under its own.
     *
     * @param txId the transaction that used it
     * @param fingerprintHigh the first 8 bytes of what was asked for under it: SHA-256 over signer and signed bytes, or what
     *     history keeps of the body
     * @param fingerprintLow the next 8 bytes
     * @param validUntilMs until when it is kept
     */
    record Entry(
            String txId,
            long fingerprintHigh,
            long fingerprintLow,
            long validUntilMs,
            long height,
            int position,
            long timestampMs) {

        static Entry of(
                String txId, byte[] fingerprint, long validUntilMs, long height, int position, long timestampMs) {
            ByteBuffer bytes = ByteBuffer.wrap(fingerprint);
            return new Entry(txId, bytes.getLong(), bytes.getLong(), validUntilMs, height, position, timestampMs);
        }

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

    /** The use of an idempotency key that still counts at a time; what is over may wait a while to be forgotten. */
    @Nullable
    Entry findKey(IdempotencyKey.Mark key, long timestampMs) {
        Entry used = entries.get(key.id());
        return used == null || used.validUntilMs < timestampMs ? null : used;
    }

    void add(String id, Entry entry, UndoLog undo) {
        Entry over = entries.get(id);
        invariant(
                over == null || (IdempotencyKey.Mark.isId(id) && over.validUntilMs < entry.timestampMs),
                "An id is used once");
        replace(id, over, entry);
        undo.onUndo(() -> replace(id, entry, over));
    }

    private void replace(String id, @Nullable Entry before, @Nullable Entry after) {
        if (before != null) {
            entries.remove(id);
            Set<String> bucket = endings.get(bucketOf(before.validUntilMs));
            if (bucket != null) {
                bucket.remove(id);
            }
        }
        if (after != null) {
            put(id, after);
        }
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

    /** Whether an entry is kept under something else than the id of its transaction. */
    private static boolean isKeptUnderAnother(String id) {
        return IdempotencyKey.Mark.isId(id) || Regained.isId(id);
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
            if (isKeptUnderAnother(used.getKey())) {
                out.writeUTF(entry.txId);
            }
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
            String id = in.readUTF();
            String txId = isKeptUnderAnother(id) ? in.readUTF() : id;
            put(
                    id,
                    new Entry(
                            txId,
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readInt(),
                            in.readLong()));
        }
    }
}
