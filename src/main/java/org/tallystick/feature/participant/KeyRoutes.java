package org.tallystick.feature.participant;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E008;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;

/** The routes by which a participant changes the key and gets the hub's word on where they stand (API map). */
public final class KeyRoutes {

    private static final String CHAPTER = "Participants";
    private static final String REKEY = "participant.rekey";
    private static final String NEW_KEY = "new_public_key";
    private static final String SIGNATURE = "signature";
    private static final String NEW_SIGNATURE = "new_signature";

    private static final Schema STATEMENT = new Schema.Named(
            "AccountStatement",
            Schema.object(
                    Schema.need("hub", Schemas.PID),
                    Schema.need("pid", Schemas.PID),
                    Schema.need("seq", Schemas.COUNT),
                    Schema.need("head", Schemas.HASH),
                    Schema.need("balances", new Schema.Entries(Schemas.NET, 10_000)),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH),
                    Schema.need("at", Schemas.TIME),
                    Schema.need(SIGNATURE, Schemas.SIGNATURE)));

    private static final Schema KEY = new Schema.Named(
            "KeyInForce",
            Schema.object(Schema.need("pid", Schemas.PID), Schema.need("public_key", Schemas.PUBLIC_KEY)));

    private final Desk desk;
    private final StatementDesk statements;
    private final Function<byte[], Signature> hubKey;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     * @param hubKey signs as the hub; any thread
     */
    public KeyRoutes(Desk desk, StatementDesk statements, Function<byte[], Signature> hubKey) {
        this.desk = desk;
        this.statements = statements;
        this.hubKey = hubKey;
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(statement(), rekey());
    }

    private Route statement() {
        return Route.get("/participants/me/statement", "getAccountStatement")
                .about(CHAPTER, "Where the caller stands at the last block, signed by the hub.")
                .answers(200, STATEMENT)
                .fails(ErrorCode.E011)
                .handledBy(call -> Reply.ok(statement(call.who().pid())));
    }

    private Json statement(Pid caller) throws ApiError {
        AccountStatement statement = desk.ask(view -> Optional.ofNullable(
                                view.ledger().account(caller))
                        .map(account -> AccountStatement.of(account, view)))
                .orElseThrow(() -> unknown(caller));
        Pid hub = desk.node().hub();
        return statement
                .json(hub)
                .with(SIGNATURE, Json.of(hubKey.apply(statement.message(hub)).text()));
    }

    private Route rekey() {
        return Route.post("/participants/rekey", "changeKey")
                .about(
                        CHAPTER,
                        "Bring another key into force: the key so far and the new one sign the same bytes, without both signatures.")
                .body(Schemas.statement(
                        Schema.need(NEW_KEY, Schemas.PUBLIC_KEY), Schema.need(NEW_SIGNATURE, Schemas.SIGNATURE)))
                .answers(200, KEY)
                .fails(E005, E008, ErrorCode.E011)
                .handledBy(this::changed);
    }

    private Reply changed(Call call) throws ApiError {
        Pid caller = call.who().pid();
        PublicKey newKey = key(call);
        Json.Obj fields =
                StatementDesk.withoutNulls(call.body()).without(SIGNATURE).without(NEW_SIGNATURE);
        statements.submitAll(List.of(
                signed(call, fields, keyInForce(caller), SIGNATURE), signed(call, fields, newKey, NEW_SIGNATURE)));
        return Reply.ok(Json.object()
                .put("pid", caller.text())
                .put("public_key", newKey.text())
                .build());
    }

    private SignedStatement signed(Call call, Json.Obj fields, PublicKey key, String name) throws ApiError {
        try {
            return SignedStatement.of(
                    call.who().pid(), key, REKEY, desk.node().hub(), fields, Signature.parse(call.bodyText(name)));
        } catch (MalformedIdentity malformed) {
            throw ApiError.field(name);
        }
    }

    private static PublicKey key(Call call) throws ApiError {
        try {
            return PublicKey.parse(call.bodyText(NEW_KEY));
        } catch (MalformedIdentity noKey) {
            throw ApiError.field(NEW_KEY);
        }
    }

    private PublicKey keyInForce(Pid pid) throws ApiError {
        return desk.ask(view -> Optional.ofNullable(view.ledger().account(pid))
                        .flatMap(account -> Optional.ofNullable(account.key())))
                .orElseThrow(() -> unknown(pid));
    }

    private static ApiError unknown(Pid pid) {
        return ApiError.of(ErrorCode.E011, "participant", pid.text());
    }
}
