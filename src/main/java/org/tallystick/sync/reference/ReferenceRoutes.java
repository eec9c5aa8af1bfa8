package org.tallystick.sync.reference;

import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.sync.HubCall;

/** Which route of the reference dialect takes which signed statement (GEO facts §3). Stateless; any thread. */
final class ReferenceRoutes {

    private ReferenceRoutes() {}

    /**
     * The call that brings a statement to a hub; the same for the same statement, to the last byte.
     *
     * @throws IllegalArgumentException for a statement that no route takes, or without what its route needs
     */
    static HubCall of(SignedStatement statement) {
        Json.Obj fields = statement.fields();
        Json.Obj signed = fields.with("signature", Json.of(statement.signature().text()));
        try {
            return switch (statement.action()) {
                case "payment.create" -> HubCall.post("/payments", signed);
                case "trustline.create" -> HubCall.post("/trustlines", signed);
                case "trustline.update" -> HubCall.of("PATCH", "/trustlines/" + id(fields), signed.without("id"));
                case "trustline.close" -> HubCall.of("DELETE", "/trustlines/" + id(fields), signed.without("id"));
                case "participant.update" -> HubCall.of("PATCH", "/participants/me", signed);
                default -> throw new IllegalArgumentException("No route takes a statement for " + statement.action());
            };
        } catch (MalformedJson incomplete) {
            throw new IllegalArgumentException("A statement has what its route needs", incomplete);
        }
    }

    private static String id(Json.Obj fields) throws MalformedJson {
        String id = fields.text("id");
        if (!id.matches("[a-f0-9-]{1,64}")) {
            throw new MalformedJson("the id of a line is expected", "$.id");
        }
        return id;
    }
}
