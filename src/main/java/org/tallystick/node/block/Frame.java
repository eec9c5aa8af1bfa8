package org.tallystick.node.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.tallystick.base.Checks.require;

import java.util.Optional;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;

/**
 * Which rule of which version made a transaction, and its id.
 *
 * @param txId the id, {@code [A-Za-z0-9._:-]}, 1 to 64 characters
 * @param type a dotted lower-case name such as {@code payment.create}
 * @param version of the rule, from 1
 */
public record Frame(String txId, String type, int version) {

    private static final int MAX_LENGTH = 64;

    /** Checks the alphabet, which makes escapes unnecessary. */
    public Frame {
        require(isTxId(txId), "A transaction id has 1 to 64 characters of [A-Za-z0-9._:-]");
        require(!type.isEmpty() && type.length() <= MAX_LENGTH, "A type has 1 to 64 characters");
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            require((c >= 'a' && c <= 'z') || c == '.' || c == '_', "A type is a dotted lower-case name");
        }
        require(version >= 1, "Versions count from 1");
    }

    /** Whether a text can be a transaction id. */
    public static boolean isTxId(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a statement asked for this transaction: its action is the type, and the id is the one that the signer chose, or
     * that of the statement where nothing was chosen ({@code src/docs/format.md} §3).
     */
    public boolean isOf(SignedStatement statement) {
        String idField = type.equals("payment.create") ? "tx_id" : "statement_id";
        Optional<Json> chosen = statement.fields().find(idField).filter(id -> !(id instanceof Json.Null));
        Json own = Json.of(txId);
        return statement.action().equals(type)
                && chosen.map(own::equals).orElseGet(() -> txId.equals(Hex.encode(statement.fingerprint())));
    }

    /** The content of its part. */
    public byte[] content() {
        return ("{\"part\":\"frame\",\"tx_id\":\"" + txId + "\",\"type\":\"" + type + "\",\"v\":" + version + "}")
                .getBytes(US_ASCII);
    }

    static Frame parse(Json.Obj json) throws MalformedJson {
        try {
            return new Frame(json.text("tx_id"), json.text("type"), Math.toIntExact(json.number("v")));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new MalformedJson("a frame that cannot be", "$");
        }
    }
}
