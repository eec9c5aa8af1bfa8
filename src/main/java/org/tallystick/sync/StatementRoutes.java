package org.tallystick.sync;

import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;

/** Which route of our dialect takes which signed statement (API map). Stateless; any thread. */
final class StatementRoutes {

    private static final String POST = "POST";
    private static final String PATCH = "PATCH";
    private static final String ADMIN = "admin.";

    /** What is done to somebody's account. */
    private static final Set<String> MEMBER_VERBS = Set.of("approve", "freeze", "unfreeze", "ban", "unban", "roles");

    private StatementRoutes() {}

    /**
     * The call that brings a statement to a hub.
     *
     * @throws IllegalArgumentException for a statement that no route takes, or without what its route needs
     */
    static HubCall of(SignedStatement statement) {
        Json.Obj fields = statement.fields();
        Json.Obj signed = fields.with("signature", Json.of(statement.signature().text()));
        try {
            HubCall call = call(statement.action(), fields, signed);
            // The id of a statement is as good a name for the call, so that the same again is answered and not refused.
            Optional<String> id = fields.optionalText("statement_id");
            return id.isPresent() ? call.once(id.get()) : call;
        } catch (MalformedJson incomplete) {
            throw new IllegalArgumentException("A statement has what its route needs", incomplete);
        }
    }

    private static HubCall call(String action, Json.Obj fields, Json.Obj signed) throws MalformedJson {
        return switch (action) {
            case "payment.create" -> HubCall.post("/payments", signed);
            case "trustline.create" -> HubCall.post("/trustlines", signed);
            case "trustline.update" -> about(PATCH, "/trustlines/", fields, signed);
            case "trustline.close" -> about("DELETE", "/trustlines/", fields, signed);
            case "clearing.accept" -> answered("accept", fields, signed);
            case "clearing.reject" -> answered("reject", fields, signed);
            case "participant.update" -> HubCall.of(PATCH, "/participants/me", signed);
            case "admin.claim_code" -> HubCall.post("/admin/claim-codes", signed);
            case "admin.config" -> HubCall.of(PATCH, "/admin/config", signed);
            case "admin.flags" -> HubCall.of(PATCH, "/admin/flags", signed);
            case "admin.equivalent" ->
                fields.has("precision")
                        ? HubCall.post("/admin/equivalents", signed)
                        : HubCall.of(PATCH, "/admin/equivalents/" + segment(fields, "code"), signed);
            default -> member(action, fields, signed);
        };
    }

    private static HubCall member(String action, Json.Obj fields, Json.Obj signed) throws MalformedJson {
        String verb = action.startsWith(ADMIN) ? action.substring(ADMIN.length()) : "";
        if (!MEMBER_VERBS.contains(verb)) {
            throw new IllegalArgumentException("No route takes a statement for " + action);
        }
        return HubCall.of(POST, "/admin/participants/" + segment(fields, "participant") + "/" + verb, signed);
    }

    /** The id stands in the path, so that it is signed but not sent twice. */
    private static HubCall about(String method, String path, Json.Obj fields, Json.Obj signed) throws MalformedJson {
        return HubCall.of(method, path + segment(fields, "id"), signed.without("id"));
    }

    private static HubCall answered(String verb, Json.Obj fields, Json.Obj signed) throws MalformedJson {
        return HubCall.of(POST, "/clearing/proposals/" + segment(fields, "id") + "/" + verb, signed.without("id"));
    }

    private static String segment(Json.Obj fields, String name) throws MalformedJson {
        String text = fields.text(name);
        if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new MalformedJson("what can stand in a path is expected", "$." + name);
        }
        return text;
    }
}
