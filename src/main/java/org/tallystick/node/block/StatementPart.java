package org.tallystick.node.block;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;

/** Signed statements as parts of a transaction. */
public final class StatementPart {

    private static final String REFERENCE = "reference";
    private static final byte[] SIGNED = "\",\"signed\":".getBytes(US_ASCII);

    private StatementPart() {}

    /**
     * The content of its part; the signed bytes stand in it as they are, since they are canonical. Of one in the reference form
     * the part says so, with the purpose and the hub that it was taken for, since these are not signed.
     */
    public static byte[] content(SignedStatement statement) {
        String taken = switch (statement.form()) {
            case BOUND -> "";
            case REFERENCE ->
                "\"action\":\"" + statement.action() + "\",\"form\":\"" + REFERENCE + "\",\"hub\":\""
                        + statement.hub().text() + "\",";
        };
        byte[] before = ("{" + taken + "\"key\":\"" + statement.publicKey().text()
                        + "\",\"part\":\"statement\",\"signature\":\""
                        + statement.signature().text())
                .getBytes(US_ASCII);
        byte[] after = (",\"signer\":\"" + statement.signer().text() + "\"}").getBytes(US_ASCII);
        byte[] signed = statement.signedBytes();
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(before.length + SIGNED.length + signed.length + after.length);
        out.writeBytes(before);
        out.writeBytes(SIGNED);
        out.writeBytes(signed);
        out.writeBytes(after);
        return out.toByteArray();
    }

    /**
     * Reads what {@link #content} wrote; the signature is not checked.
     *
     * @throws MalformedJson when it is not the content of such a part
     */
    public static SignedStatement parse(Json.Obj json) throws MalformedJson {
        Json.Obj signed = json.object("signed");
        Optional<String> form = json.optionalText("form");
        if (form.isPresent() && !form.get().equals(REFERENCE)) {
            throw new MalformedJson("a statement in a form that is not known", "$.form");
        }
        try {
            if (form.isPresent()) {
                return SignedStatement.ofReference(
                        Pid.parse(json.text("signer")),
                        PublicKey.parse(json.text("key")),
                        json.text("action"),
                        Pid.parse(json.text("hub")),
                        signed,
                        Signature.parse(json.text("signature")));
            }
            return SignedStatement.of(
                    Pid.parse(json.text("signer")),
                    PublicKey.parse(json.text("key")),
                    signed.text("action"),
                    Pid.parse(signed.text("hub")),
                    signed.without("action").without("hub"),
                    Signature.parse(json.text("signature")));
        } catch (MalformedIdentity | IllegalArgumentException wrong) {
            throw new MalformedJson("a statement that cannot be", "$.signed");
        }
    }
}
