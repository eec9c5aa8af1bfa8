package org.tallystick.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes that many routes share (API map, conventions). */
public final class Schemas {

    /** A PID. */
    public static final Schema PID = new Schema.Named("Pid", Schema.text(32, 44, "[1-9A-HJ-NP-Za-km-z]+"));

    /** An amount as people write it: digits, perhaps a point and decimals. */
    public static final Schema AMOUNT = new Schema.Named("Amount", Schema.text(1, 28, "[0-9]{1,19}(\\.[0-9]{1,8})?"));

    /** An amount that may be below zero, in answers. */
    public static final Schema NET = new Schema.Named("Net", Schema.text(1, 40, "-?[0-9]{1,38}(\\.[0-9]{1,8})?"));

    /** The code of an equivalent. */
    public static final Schema EQUIVALENT = new Schema.Named("EquivalentCode", Schema.text(1, 16, "[A-Z0-9_]{1,16}"));

    /** A time, RFC 3339 in UTC. */
    public static final Schema TIME = new Schema.Named(
            "Time",
            new Schema.Text(
                    20,
                    35,
                    Optional.of(Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z")),
                    Optional.of("date-time"),
                    List.of()));

    /** A date or a time. */
    public static final Schema DATE_OR_TIME = Schema.text(10, 35, "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{8,18}Z)?");

    /** An id of a transaction or of a statement. */
    public static final Schema TX_ID = new Schema.Named("TransactionId", Schema.text(1, 64, "[A-Za-z0-9._:-]{1,64}"));

    /** An id of a trust line: a UUID in lower case. */
    public static final Schema LINE_ID =
            new Schema.Named("TrustLineId", Schema.text(36, 36, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    /** An Ed25519 key in strict base64. */
    public static final Schema PUBLIC_KEY = new Schema.Named("PublicKey", Schema.text(44, 44, "[A-Za-z0-9+/]{43}="));

    /** An Ed25519 signature in strict base64. */
    public static final Schema SIGNATURE = new Schema.Named("Signature", Schema.text(88, 88, "[A-Za-z0-9+/]{86}=="));

    /** 32 bytes in lower-case hex. */
    public static final Schema HASH = new Schema.Named("Hash", Schema.text(64, 64, "[0-9a-f]{64}"));

    /** What people say about themselves; it has no fixed members. */
    public static final Schema PROFILE = new Schema.Named("Profile", new Schema.Obj(List.of(), true));

    /** A count. */
    public static final Schema COUNT = new Schema.Whole(0, Long.MAX_VALUE);

    private Schemas() {}

    /**
     * The body of a signed statement: its own fields, the client's id, its end and the signature.
     *
     * @param idField {@code tx_id} for payments, {@code statement_id} else
     * @param fields what it asks for
     */
    public static Schema.Obj statement(String idField, Schema.Field... fields) {
        return Schema.object(fields)
                .and(Schema.may(idField, TX_ID), Schema.may("valid_until", TIME), Schema.need("signature", SIGNATURE));
    }

    /** The body of a signed statement other than a payment. */
    public static Schema.Obj statement(Schema.Field... fields) {
        return statement("statement_id", fields);
    }
}
