package org.tallystick.app.hub;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.http.Route;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;

/**
 * Who calls a hub oddly: three people who stay who they are, so that what they sign counts to the end; one about whom the operator
 * decides; one whose sessions are there to be ended. Any thread.
 */
final class FuzzPeople {

    /** What is signed for, by the name of the route. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("register", "participant.register"),
            Map.entry("createParticipant", "participant.register"),
            Map.entry("updateOwnParticipant", "participant.update"),
            Map.entry("changeKey", "participant.rekey"),
            Map.entry("createTrustLine", "trustline.create"),
            Map.entry("updateTrustLine", "trustline.update"),
            Map.entry("closeTrustLine", "trustline.close"),
            Map.entry("createPayment", "payment.create"),
            Map.entry("acceptProposal", "clearing.accept"),
            Map.entry("rejectProposal", "clearing.reject"),
            Map.entry("approveMember", "admin.approve"),
            Map.entry("freezeMember", "admin.freeze"),
            Map.entry("unfreezeMember", "admin.unfreeze"),
            Map.entry("banMember", "admin.ban"),
            Map.entry("unbanMember", "admin.unban"),
            Map.entry("setRoles", "admin.roles"),
            Map.entry("giveClaimCode", "admin.claim_code"),
            Map.entry("defineEquivalent", "admin.equivalent"),
            Map.entry("offerEquivalent", "admin.equivalent"),
            Map.entry("updateConfig", "admin.config"),
            Map.entry("updateFlags", "admin.flags"));

    final Member admin;
    final Member alice;
    final Member bob;
    private final Member judged;
    private final Member fleeting;

    FuzzPeople(HubWorld world) throws IOException {
        // The first whom a hub knows becomes its admin.
        admin = world.member("Admin");
        alice = world.member("Alice");
        bob = world.member("Bob");
        judged = world.member("Judged");
        fleeting = world.member("Fleeting");
    }

    /** Those who stay. */
    List<Member> lasting() {
        return List.of(alice, bob, admin);
    }

    /** The token of a session that nobody else uses. */
    synchronized String fleetingToken() throws IOException {
        fleeting.login();
        return fleeting.access;
    }

    /** Whether something is signed for at a route. */
    static boolean isSigned(Route route) {
        return ACTIONS.containsKey(route.name());
    }

    /** Whom a signed act of the operator is about; nothing where it is about nobody. */
    Optional<Pid> about(Route route) {
        return route.path().startsWith("/admin/participants/") ? Optional.of(judged.pid) : Optional.empty();
    }

    /**
     * The same body with the signatures that the route asks for.
     *
     * <p>Who registers has a key of their own for what they say of themselves.
     *
     * @param who calls
     * @param id what the path names, for routes that sign it along
     * @return nothing where the body is such that nobody can sign it
     */
    Optional<Json.Obj> signed(Route route, Member who, Optional<String> id, Json.Obj body) {
        String action = ACTIONS.get(route.name());
        Json.Obj fields = withoutNulls(body).without("signature").without("new_signature");
        try {
            return Optional.of(
                    switch (action) {
                        case "participant.register" -> {
                            KeyPair key = KeyPair.fromSeed(Sha256.of(CanonicalJson.bytes(fields)));
                            Json.Obj own = fields.with(
                                    "public_key", Json.of(key.publicKey().text()));
                            yield sealed(own, "signature", key.pid(), key, action, own, who);
                        }
                        case "participant.rekey" -> {
                            // Nobody gets another key by it: whoever signed with the one before would not be heard any
                            // more.
                            Json.Obj same = fields.with(
                                    "new_public_key",
                                    Json.of(who.key.publicKey().text()));
                            Json.Obj once = sealed(same, "signature", who.pid, who.key, action, same, who);
                            yield sealed(once, "new_signature", who.pid, who.key, action, same, who);
                        }
                        default -> {
                            Json.Obj whole = id.isEmpty() ? fields : fields.with("id", Json.of(id.get()));
                            yield sealed(fields, "signature", who.pid, who.key, action, whole, who);
                        }
                    });
        } catch (IllegalArgumentException unsignable) {
            return Optional.empty();
        }
    }

    private static Json.Obj sealed(
            Json.Obj body, String name, Pid signer, KeyPair key, String action, Json.Obj fields, Member who) {
        Pid hub = who.world.app.node().hub();
        return body.with(
                name,
                Json.of(SignedStatement.sign(signer, key, action, hub, fields)
                        .signature()
                        .text()));
    }

    private static Json.Obj withoutNulls(Json.Obj body) {
        Json.Obj left = body;
        for (Map.Entry<String, Json> field : body.fields().entrySet()) {
            if (field.getValue() instanceof Json.Null) {
                left = left.without(field.getKey());
            }
        }
        return left;
    }

    /** What Alice once signed for nothing. */
    String someSignature() {
        return Member.text(alice.signed("payment.create", Json.Obj.EMPTY), "signature");
    }

    /** Those who stay trust each other, and Alice has paid Bob once; gives the id of one of the lines. */
    String settle() throws IOException {
        String line = "";
        for (Member from : lasting()) {
            for (Member to : lasting()) {
                for (String unit : List.of("HOUR", "UAH")) {
                    if (from != to) {
                        line = Member.text(from.trust(to, unit, "1000.00").data(), "id");
                    }
                }
            }
        }
        alice.pay("once", bob, "HOUR", "1.00", Json.Obj.EMPTY).data();
        return line;
    }
}
