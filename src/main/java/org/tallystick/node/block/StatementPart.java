package org.tallystick.node.block;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;

/** Signed statements as parts of a transaction. */
public final class StatementPart {

    private static final byte[] SIGNED = "\",\"signed\":".getBytes(US_ASCII);

    private StatementPart() {}

    /** The content of its part; the signed bytes stand in it as they are, since they are canonical. */
    public static byte[] content(SignedStatement statement) {
        byte[] before = ("{\"key\":\"" + statement.publicKey().text() + "\",\"part\":\"statement\",\"signature\":\""
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
        try {
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
