package org.tallystick.feature.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.tallystick.identity.Sha256;

/** Ids of lines, derived from the transaction that opens them ({@code src/docs/format.md} §3). */
public final class LineIds {

    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private LineIds() {}

    /**
     * The id of a line.
     *
     * @param txId the transaction that opens it
     * @param number the number of the line in that transaction, from 0
     */
    public static UUID of(String txId, int number) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(("tallystick.line\0" + txId + "\0" + number).getBytes(UTF_8)));
        long high = (hash.getLong() & VERSION_MASK) | VERSION_8;
        long low = (hash.getLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }
}
