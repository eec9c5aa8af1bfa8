package org.tallystick.identity;

import java.nio.charset.StandardCharsets;
import org.tallystick.base.Checks;
import org.tallystick.base.InvariantBroken;

/**
 * Names an account for life: base58 of the SHA-256 of its first public key (design §5), 32 to 44 characters. A value; any
 * thread.
 *
 * @param text the base58 text of 32 bytes
 */
public record Pid(String text) implements Comparable<Pid> {

    /** The length of what the text stands for, in bytes. */
    public static final int BYTES = 32;

    private static final int SHOWN_IN_LOGS = 6;
    private static final byte[] SEPARATOR = {0};

    /** Refuses a text that is not base58 of 32 bytes; for texts from outside use {@link #parse}. */
    public Pid {
        Checks.require(isPid(text), "a PID is base58 of 32 bytes");
    }

    /**
     * Reads a PID from outside.
     *
     * @throws MalformedIdentity when it is not base58 of 32 bytes
     */
    public static Pid parse(String text) throws MalformedIdentity {
        if (!isPid(text)) {
            throw new MalformedIdentity("a PID is base58 of 32 bytes");
        }
        return new Pid(text);
    }

    /** The PID of an account whose first key this is. */
    public static Pid of(PublicKey firstKey) {
        return ofBytes(Sha256.of(firstKey.bytes()));
    }

    /**
     * The PID that 32 bytes stand for.
     *
     * @param bytes a SHA-256 hash
     */
    public static Pid ofBytes(byte[] bytes) {
        Checks.require(bytes.length == BYTES, "a PID stands for 32 bytes");
        return new Pid(Base58.encode(bytes));
    }

    /**
     * The PID of an imported participant that nobody has claimed yet: base58 of the SHA-256 of {@code "unclaimed"}, a zero
     * byte, the hub's PID as text, a zero byte and the label in UTF-8. The separators make the encoding unambiguous: the
     * first two parts hold no zero byte, and the label is the rest.
     *
     * @param hub the hub that imports
     * @param label the participant's label in the import, as it stands there
     */
    public static Pid unclaimed(Pid hub, String label) {
        return ofBytes(Sha256.of(
                "unclaimed".getBytes(StandardCharsets.US_ASCII),
                SEPARATOR,
                hub.text().getBytes(StandardCharsets.US_ASCII),
                SEPARATOR,
                label.getBytes(StandardCharsets.UTF_8)));
    }

    /** The 32 bytes; a fresh array. */
    public byte[] bytes() {
        return Base58.decode(text).orElseThrow(() -> new InvariantBroken("a PID became something else"));
    }

    /** The first six characters: all that a log may hold. */
    public String shortText() {
        return text.substring(0, SHOWN_IN_LOGS);
    }

    @Override
    public int compareTo(Pid other) {
        return text.compareTo(other.text);
    }

    /** For logs and debuggers: the first six characters only. The PID itself is {@link #text()}. */
    @Override
    public String toString() {
        return "Pid[" + shortText() + "…]";
    }

    private static boolean isPid(String text) {
        return text.length() >= BYTES
                && text.length() <= 44
                && Base58.decode(text).filter(bytes -> bytes.length == BYTES).isPresent();
    }
}
