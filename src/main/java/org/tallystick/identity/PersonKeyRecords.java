package org.tallystick.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Randomness;

/**
 * The bytes of the file of person keys: eight bytes that name the format, then records of length (4 bytes), CRC32C over
 * length and payload (4 bytes), and a payload of entries, each a PID (32), a nonce (12) and the wrapped key (48). What is
 * added at once is one record, so that it is there as a whole or not at all. Any thread.
 */
final class PersonKeyRecords {

    static final byte[] START = "TALLYPK\001".getBytes(StandardCharsets.US_ASCII);
    static final int HEADER_BYTES = 2 * Integer.BYTES;
    static final int ENTRY_BYTES = Pid.BYTES + Aead.NONCE_BYTES + PersonKey.BYTES + Aead.TAG_BYTES;
    static final int MAX_ENTRIES = 10_000;

    private static final byte[] PURPOSE = "tallystick.person.v1/".getBytes(StandardCharsets.US_ASCII);

    private PersonKeyRecords() {}

    /** What was found in a file. */
    sealed interface Found {

        /**
         * All of it is good, or its tail was torn.
         *
         * @param keys the keys in the order of the file
         * @param goodBytes how far it is good
         */
        record Keys(Map<Pid, PersonKey> keys, int goodBytes) implements Found {}

        /**
         * It is damaged.
         *
         * @param offset where
         * @param what what is wrong there
         */
        record Damage(long offset, String what) implements Found {}
    }

    /** One record that holds at most {@link #MAX_ENTRIES} keys. */
    static byte[] write(List<Map.Entry<Pid, PersonKey>> entries, byte[] wrappingKey, Randomness randomness) {
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + entries.size() * ENTRY_BYTES);
        record.putInt(entries.size() * ENTRY_BYTES).putInt(0);
        for (Map.Entry<Pid, PersonKey> entry : entries) {
            byte[] pid = entry.getKey().bytes();
            byte[] nonce = randomness.bytes(Aead.NONCE_BYTES);
            record.put(pid).put(nonce);
            byte[] key = entry.getValue()
                    .bytes()
                    .orElseThrow(() -> new InvariantBroken("an erased key was about to be written"));
            record.put(Aead.seal(wrappingKey, nonce, bound(pid), key));
        }
        byte[] bytes = record.array();
        record.putInt(Integer.BYTES, checksum(bytes, 0, bytes.length - HEADER_BYTES));
        return bytes;
    }

    /** Reads a whole file. A bad record is a torn write only if nothing valid follows it. */
    static Found read(byte[] file, byte[] wrappingKey) {
        if (file.length < START.length || !Arrays.equals(START, 0, START.length, file, 0, START.length)) {
            return new Found.Damage(0, "this is no file of person keys, or one of a later version");
        }
        Map<Pid, PersonKey> keys = new LinkedHashMap<>();
        int offset = START.length;
        while (offset < file.length) {
            int length = validLength(file, offset);
            if (length < 0) {
                return validAfter(file, offset)
                        ? new Found.Damage(offset, "a record is damaged and valid ones follow it")
                        : new Found.Keys(keys, offset);
            }
            int end = offset + HEADER_BYTES + length;
            for (int at = offset + HEADER_BYTES; at < end; at += ENTRY_BYTES) {
                Optional<String> problem = readEntry(file, at, wrappingKey, keys);
                if (problem.isPresent()) {
                    return new Found.Damage(at, problem.get());
                }
            }
            offset = end;
        }
        return new Found.Keys(keys, offset);
    }

    private static Optional<String> readEntry(byte[] file, int at, byte[] wrappingKey, Map<Pid, PersonKey> keys) {
        int nonceAt = at + Pid.BYTES;
        int keyAt = nonceAt + Aead.NONCE_BYTES;
        byte[] pid = Arrays.copyOfRange(file, at, nonceAt);
        byte[] nonce = Arrays.copyOfRange(file, nonceAt, keyAt);
        byte[] wrapped = Arrays.copyOfRange(file, keyAt, at + ENTRY_BYTES);
        Optional<byte[]> key = Aead.open(wrappingKey, nonce, bound(pid), wrapped);
        if (key.isEmpty()) {
            return Optional.of("an entry does not open with this key store: it belongs to another, or is damaged");
        }
        boolean twice = keys.put(Pid.ofBytes(pid), PersonKey.of(key.get())) != null;
        return twice ? Optional.of("the same PID has two entries") : Optional.empty();
    }

    /** The length of the payload of the record at an offset, or -1 when there is no whole and valid record. */
    private static int validLength(byte[] file, int offset) {
        if (file.length - offset < HEADER_BYTES) {
            return -1;
        }
        ByteBuffer header = ByteBuffer.wrap(file, offset, HEADER_BYTES);
        int length = header.getInt();
        int checksum = header.getInt();
        boolean plausible = length > 0
                && length % ENTRY_BYTES == 0
                && length <= MAX_ENTRIES * ENTRY_BYTES
                && length <= file.length - offset - HEADER_BYTES;
        return plausible && checksum(file, offset, length) == checksum ? length : -1;
    }

    private static boolean validAfter(byte[] file, int offset) {
        for (int at = offset + 1; at <= file.length - HEADER_BYTES - ENTRY_BYTES; at++) {
            if (validLength(file, at) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int checksum(byte[] file, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, offset, Integer.BYTES);
        crc.update(file, offset + HEADER_BYTES, length);
        return (int) crc.getValue();
    }

    private static byte[] bound(byte[] pid) {
        byte[] all = Arrays.copyOf(PURPOSE, PURPOSE.length + pid.length);
        System.arraycopy(pid, 0, all, PURPOSE.length, pid.length);
        return all;
    }
}
