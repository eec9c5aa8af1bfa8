package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.tallystick.base.Checks.require;

import java.util.Optional;
import org.tallystick.base.Hex;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Sha256;
import org.tallystick.node.block.Transaction;

/**
 * The key under which a client asks for one thing however often it has to ask ({@code Idempotency-Key}). It travels as a fact
 * of the transaction, so that it is as durable as what it did, and is kept for {@link #KEPT_MS} of block time. Payments need
 * none, since they have an id of their own. A value; any thread.
 *
 * <p>Neither hash stands in the fact as it is: the body may be guessed, and what was erased must not be found again by trying
 * ({@code src/docs/format.md} §8).
 *
 * @param scopeHash SHA-256 of participant, route and key: 32 bytes, not to be changed
 * @param bodyHash SHA-256 of the canonical body: 32 bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record IdempotencyKey(byte[] scopeHash, byte[] bodyHash) {

    /** For how long after its transaction a key is kept: a day. */
    public static final long KEPT_MS = 86_400_000L;

    static final String FACT = "idempotency";

    /** Longer than an id that a client may choose, so that no id is taken for a key. */
    private static final String ID_PREFIX = "key:";

    private static final int HASH_BYTES = 32;
    private static final byte[] KEY_TAG = "tallystick.idempotency.key".getBytes(US_ASCII);
    private static final byte[] BODY_TAG = "tallystick.idempotency.body".getBytes(US_ASCII);

    /** Checks the lengths. */
    public IdempotencyKey {
        require(scopeHash.length == HASH_BYTES && bodyHash.length == HASH_BYTES, "A hash has 32 bytes");
    }

    /** What history keeps of it. */
    Mark mark() {
        return new Mark(Sha256.of(KEY_TAG, scopeHash), Sha256.of(BODY_TAG, scopeHash, bodyHash));
    }

    /**
     * What history keeps of a key.
     *
     * @param key tells keys apart
     * @param body tells bodies under the same key apart
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Mark(byte[] key, byte[] body) {

        /** Under what it is kept among the used ids. */
        String id() {
            return ID_PREFIX + Hex.encode(key);
        }

        static boolean isId(String id) {
            return id.startsWith(ID_PREFIX) && id.length() == ID_PREFIX.length() + 2 * HASH_BYTES;
        }

        Json.Obj fact() {
            return Json.object()
                    .put("fact", FACT)
                    .put("key", Hex.encode(key))
                    .put("body", Hex.encode(body))
                    .build();
        }

        /** Reads it off a transaction; nothing where it came without a key. */
        static Optional<Mark> of(Transaction transaction) {
            for (Json.Obj fact : transaction.facts()) {
                try {
                    if (fact.text("fact").equals(FACT)) {
                        return Optional.of(new Mark(hash(fact.text("key")), hash(fact.text("body"))));
                    }
                } catch (MalformedJson malformed) {
                    throw new InvariantBroken("A fact names itself and says what it has to", malformed);
                }
            }
            return Optional.empty();
        }

        private static byte[] hash(String hex) {
            return Hex.decode(hex)
                    .filter(bytes -> bytes.length == HASH_BYTES)
                    .orElseThrow(() -> new InvariantBroken("A key is kept as 32 bytes in hex"));
        }
    }
}
