package org.tallystick.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Checks;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/**
 * Something that somebody signed for one purpose at one hub: a signature over the canonical bytes of
 * {@code {"action":A,"hub":H, …fields}} (design §5), or in the {@link StatementForm#REFERENCE} form over those of the fields
 * alone, where purpose and hub are only what the hub took it for. Making one does not verify it; {@link #verify()} does, on the caller's
 * thread, and whether the key is the one in force is asked of the ledger. A value; any thread.
 */
public final class SignedStatement {

    /** The most signed bytes that a statement may have. */
    public static final int MAX_SIGNED_BYTES = 64 * 1024;

    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_]{0,31}(\\.[a-z][a-z0-9_]{0,31}){1,3}");

    private final StatementForm form;
    private final Pid signer;
    private final PublicKey publicKey;
    private final Signature signature;
    private final String action;
    private final Pid hub;
    private final Json.Obj fields;
    private final byte[] signedBytes;
    private final byte[] fingerprint;

    private SignedStatement(
            StatementForm form,
            Pid signer,
            PublicKey publicKey,
            Signature signature,
            String action,
            Pid hub,
            Json.Obj fields,
            byte[] bytes) {
        this.form = form;
        this.signer = signer;
        this.publicKey = publicKey;
        this.signature = signature;
        this.action = action;
        this.hub = hub;
        this.fields = fields;
        this.signedBytes = bytes;
        this.fingerprint = Sha256.of(signer.bytes(), bytes);
    }

    /**
     * Signs with an account's first key.
     *
     * @param keys the key pair whose PID signs
     * @param action such as {@code payment.create}
     * @param hub the hub that it is meant for
     * @param fields exactly the fields of the body, without {@code action}, {@code hub}, {@code signature}
     */
    public static SignedStatement sign(KeyPair keys, String action, Pid hub, Json.Obj fields) {
        return sign(keys.pid(), keys, action, hub, fields);
    }

    /**
     * Signs for an account whose key may have changed since.
     *
     * @param signer the account
     * @param keys its key in force
     * @param action such as {@code payment.create}
     * @param hub the hub that it is meant for
     * @param fields exactly the fields of the body, without {@code action}, {@code hub}, {@code signature}
     */
    public static SignedStatement sign(Pid signer, KeyPair keys, String action, Pid hub, Json.Obj fields) {
        try {
            byte[] bytes = signedBytes(action, hub, fields);
            return new SignedStatement(
                    StatementForm.BOUND, signer, keys.publicKey(), keys.sign(bytes), action, hub, fields, bytes);
        } catch (MalformedIdentity e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Signs in the reference form, for a hub that knows no other; never for one that has a PID.
     *
     * @param signer the account
     * @param keys its key in force
     * @param action what it is for, of those that the form exists for
     * @param hub the hub that it is sent to
     * @param fields the fields of the body without {@code signature}, with the path's {@code id} where there is one
     */
    public static SignedStatement signReference(Pid signer, KeyPair keys, String action, Pid hub, Json.Obj fields) {
        try {
            byte[] bytes = referenceBytes(action, fields);
            return new SignedStatement(
                    StatementForm.REFERENCE, signer, keys.publicKey(), keys.sign(bytes), action, hub, fields, bytes);
        } catch (MalformedIdentity e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * A statement that was received or stored; not verified yet.
     *
     * @param signer the account that is said to have signed
     * @param publicKey the key that is said to have signed
     * @param action what it was signed for; decided by the route, never by the body
     * @param hub this hub
     * @param fields the fields of the body without {@code signature}, with the path's {@code id} where there is one
     * @param signature the signature of the body
     * @throws MalformedIdentity when the fields hold {@code action}, {@code hub} or {@code signature}, or are too long
     */
    public static SignedStatement of(
            Pid signer, PublicKey publicKey, String action, Pid hub, Json.Obj fields, Signature signature)
            throws MalformedIdentity {
        byte[] bytes = signedBytes(action, hub, fields);
        return new SignedStatement(StatementForm.BOUND, signer, publicKey, signature, action, hub, fields, bytes);
    }

    /**
     * A statement in the reference form as it stands in history; not verified yet.
     *
     * @param action what the hub took it for
     * @param hub the hub that took it
     * @param signed the object that was signed
     * @throws MalformedIdentity when the form does not exist for the action, or the object cannot be one of it
     */
    public static SignedStatement ofReference(
            Pid signer, PublicKey publicKey, String action, Pid hub, Json.Obj signed, Signature signature)
            throws MalformedIdentity {
        if (!ReferenceForm.signed(action, signed).equals(signed)) {
            throw new MalformedIdentity("nobody signs this in the reference form");
        }
        byte[] bytes = referenceBytes(action, signed);
        Json.Obj fields = ReferenceForm.fields(action, signed);
        return new SignedStatement(StatementForm.REFERENCE, signer, publicKey, signature, action, hub, fields, bytes);
    }

    /**
     * The same fields and signature, taken as one in the reference form; not verified yet. For a hub that takes that form where
     * the bound one is not what was signed.
     *
     * @return nothing where the form does not exist for the action, or the fields cannot be signed in it
     */
    public Optional<SignedStatement> inReferenceForm() {
        if (!ReferenceForm.existsFor(action)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = referenceBytes(action, fields);
            return Optional.of(new SignedStatement(
                    StatementForm.REFERENCE, signer, publicKey, signature, action, hub, fields, bytes));
        } catch (MalformedIdentity noSuch) {
            return Optional.empty();
        }
    }

    /**
     * A statement from a request's body with its {@code signature}; not verified yet.
     *
     * @throws MalformedIdentity when the signature is missing or no signature, or the body holds {@code action} or
     *     {@code hub}
     */
    public static SignedStatement ofBody(Pid signer, PublicKey publicKey, String action, Pid hub, Json.Obj body)
            throws MalformedIdentity {
        try {
            Signature signature = Signature.parse(body.text("signature"));
            return of(signer, publicKey, action, hub, body.without("signature"), signature);
        } catch (MalformedJson e) {
            throw new MalformedIdentity(String.valueOf(e.getMessage()));
        }
    }

    /**
     * As {@link #ofBody(Pid, PublicKey, String, Pid, Json.Obj)}, for a route whose path names what it is about.
     *
     * @param pathId the path's {@code id}, which is signed as the field {@code id}
     * @throws MalformedIdentity also when the body holds {@code id}
     */
    public static SignedStatement ofBody(
            Pid signer, PublicKey publicKey, String action, Pid hub, Json.Obj body, String pathId)
            throws MalformedIdentity {
        if (body.has("id")) {
            throw new MalformedIdentity("the id stands in the path, not in the body");
        }
        return ofBody(signer, publicKey, action, hub, body.with("id", Json.of(pathId)));
    }

    /** Whether a text may name an action: two to four lower-case words with dots between them. */
    public static boolean isAction(String action) {
        return ACTION.matcher(action).matches();
    }

    /** Whether the signature is right for the key and the signed bytes; about 80 µs. */
    public boolean verify() {
        return Ed25519.verify(publicKey, signedBytes, signature);
    }

    /** What of it is signed. */
    public StatementForm form() {
        return form;
    }

    /** The account that is said to have signed. */
    public Pid signer() {
        return signer;
    }

    /** The key that is said to have signed. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The signature. */
    public Signature signature() {
        return signature;
    }

    /** What it was signed for; in the reference form, what the hub took it for. */
    public String action() {
        return action;
    }

    /** The hub that it is meant for; in the reference form, the hub that took it. */
    public Pid hub() {
        return hub;
    }

    /** The fields of the body, without action and hub. */
    public Json.Obj fields() {
        return fields;
    }

    /** The signed bytes; a fresh array. */
    public byte[] signedBytes() {
        return signedBytes.clone();
    }

    /** How many bytes were signed. */
    public int signedLength() {
        return signedBytes.length;
    }

    /** Whether another statement asks for the same in the same bytes, whoever signed it. */
    public boolean saysTheSameAs(SignedStatement other) {
        return form == other.form && action.equals(other.action) && Arrays.equals(signedBytes, other.signedBytes);
    }

    /** SHA-256 over the signer's 32 PID bytes and the signed bytes: the id of a statement that brings none. A fresh array. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedStatement statement
                && form == statement.form
                && action.equals(statement.action)
                && hub.equals(statement.hub)
                && Arrays.equals(fingerprint, statement.fingerprint)
                && publicKey.equals(statement.publicKey)
                && signature.equals(statement.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fingerprint);
    }

    /** Says who and what for, never the fields. */
    @Override
    public String toString() {
        return "SignedStatement[" + action + " by " + signer + "]";
    }

    private static byte[] signedBytes(String action, Pid hub, Json.Obj fields) throws MalformedIdentity {
        checkFields(action, fields);
        return bounded(
                CanonicalJson.bytes(fields.with("action", Json.of(action)).with("hub", Json.of(hub.text()))));
    }

    private static byte[] referenceBytes(String action, Json.Obj fields) throws MalformedIdentity {
        checkFields(action, fields);
        if (!ReferenceForm.existsFor(action)) {
            throw new MalformedIdentity("the reference form does not exist for " + action);
        }
        return bounded(CanonicalJson.bytes(ReferenceForm.signed(action, fields)));
    }

    private static void checkFields(String action, Json.Obj fields) throws MalformedIdentity {
        Checks.require(isAction(action), "an action is two to four lower-case words with dots between them");
        for (String name : new String[] {"action", "hub", "signature"}) {
            if (fields.has(name)) {
                throw new MalformedIdentity("the field " + name + " is not the body's to set");
            }
        }
    }

    private static byte[] bounded(byte[] bytes) throws MalformedIdentity {
        if (bytes.length > MAX_SIGNED_BYTES) {
            throw new MalformedIdentity("a statement has at most " + MAX_SIGNED_BYTES + " signed bytes");
        }
        return bytes;
    }
}
