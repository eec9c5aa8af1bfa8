package org.tallystick.node;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.base.Hex;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.Frame;

/**
 * What every statement carries beside what it asks for: an id, and until when it may be accepted (design §5).
 *
 * @param txId the client's id, or one derived from signer and signed bytes
 * @param validUntilMs the end, or {@link OnceOnly#FOR_EVER}
 */
record Envelope(String txId, long validUntilMs) {

    private static final int MAX_TIME_LENGTH = 35;

    static Envelope of(SignedStatement statement, String idField, byte[] fingerprint) throws StatementRefused {
        try {
            Optional<String> id = statement.fields().optionalText(idField);
            if (id.isPresent() && (!Frame.isTxId(id.get()) || id.get().startsWith(HubTransaction.ID_PREFIX))) {
                throw malformed(idField);
            }
            return new Envelope(id.orElseGet(() -> Hex.encode(fingerprint)), validUntilMs(statement));
        } catch (MalformedJson malformed) {
            throw malformed(malformed.where());
        }
    }

    /** Until when a statement may be accepted. */
    static long validUntilMs(SignedStatement statement) throws StatementRefused {
        try {
            Optional<String> end = statement.fields().optionalText("valid_until");
            return end.isPresent() ? time(end.get()) : OnceOnly.FOR_EVER;
        } catch (MalformedJson malformed) {
            throw malformed(malformed.where());
        }
    }

    private static long time(String text) throws StatementRefused {
        try {
            if (text.length() <= MAX_TIME_LENGTH && text.endsWith("Z")) {
                return Instant.parse(text).toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException noTime) {
            throw malformed("valid_until");
        }
        throw malformed("valid_until");
    }

    private static StatementRefused malformed(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }
}
