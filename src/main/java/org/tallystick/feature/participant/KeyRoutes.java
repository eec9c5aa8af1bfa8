package org.tallystick.feature.participant;

import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E006;
import static org.tallystick.ledger.ErrorCode.E008;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Rate;
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
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.NodeView;

/** The routes by which somebody takes or changes a key and gets the hub's word on where they stand (API map). */
public final class KeyRoutes {

    private static final String CHAPTER = "Participants";
    private static final String REKEY = "participant.rekey";
    private static final String CLAIM = "participant.claim";
    private static final String NEW_KEY = "new_public_key";
    private static final String PUBLIC_KEY = "public_key";
    private static final String CODE = "code";
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
            "KeyInForce", Schema.object(Schema.need("pid", Schemas.PID), Schema.need(PUBLIC_KEY, Schemas.PUBLIC_KEY)));

    private final Desk desk;
    private final StatementDesk statements;
    private final Function<byte[], Signature> hubKey;
    private final Claims claims;

    /** Whom a code claims now: the room of administration knows. */
    public interface Claims {

        /**
         * The imported account that a code claims, or nothing; on the ledger thread.
         *
         * @param code as the operator printed it
         */
        Optional<Pid> claimable(String code, NodeView view);

        /**
         * The imported account that was claimed with a code, or nothing; on the ledger thread.
         *
         * @param code as the operator printed it
         */
        Optional<Pid> claimed(String code, NodeView view);
    }

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     * @param hubKey signs as the hub; any thread
     * @param claims whom a code claims
     */
    public KeyRoutes(Desk desk, StatementDesk statements, Function<byte[], Signature> hubKey, Claims claims) {
        this.desk = desk;
        this.statements = statements;
        this.hubKey = hubKey;
        this.claims = claims;
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(statement(), rekey(), claim());
    }

    private Route statement() {
        return Route.get("/participants/me/statement", "getAccountStatement")
                .about(CHAPTER, "Where the caller stands at the last block, signed by the hub.")
                .answers(200, STATEMENT)
                .fails(ErrorCode.E011)
                .handledBy(call -> Reply.ok(statement(call.who().pid())));
    }

    private Json statement(Pid caller) throws ApiError {
        AccountStatement statement = desk.ask(
                        view -> Optional.ofNullable(view.ledger().account(caller))
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
        PublicKey newKey = key(call, NEW_KEY);
        Json.Obj fields =
                StatementDesk.withoutNulls(call.body()).without(SIGNATURE).without(NEW_SIGNATURE);
        Answer.Committed done = statements.submitAll(List.of(
                signed(call, fields, keyInForce(caller), SIGNATURE), signed(call, fields, newKey, NEW_SIGNATURE)));
        return inForce(caller, newKey).inBlock(done.height());
    }

    private static Reply inForce(Pid pid, PublicKey key) {
        return Reply.ok(
                Json.object().put("pid", pid.text()).put(PUBLIC_KEY, key.text()).build());
    }

    private Route claim() {
        return Route.post("/participants/claim", "claimAccount")
                .about(
                        CHAPTER,
                        "Make an imported account one's own with the code that the operator gave; the new key signs.")
                .access(Access.PUBLIC)
                .rate(Rate.AUTH)
                .body(Schemas.statement(
                        Schema.need(CODE, Schema.text(16, 128)), Schema.need(PUBLIC_KEY, Schemas.PUBLIC_KEY)))
                .answers(200, KEY)
                .fails(E005, E006, E008, ErrorCode.E011, ErrorCode.E017)
                .handledBy(this::claimed);
    }

    private Reply claimed(Call call) throws ApiError {
        PublicKey key = key(call, PUBLIC_KEY);
        String code = call.bodyText(CODE);
        Optional<Pid> repeated = claimedAlready(call, code, key);
        if (repeated.isPresent()) {
            return inForce(repeated.get(), key);
        }
        // A code that claims nobody is answered like a wrong one.
        Pid pid = desk.ask(view -> claims.claimable(code, view)).orElseThrow(() -> ApiError.of(E006, "field", CODE));
        try {
            statements.submitAll(List.of(statements.statement(call, CLAIM, pid, key)));
        } catch (ApiError refused) {
            // The first of two may have been on its way while the second was looked at.
            if (claimedAlready(call, code, key).isEmpty()) {
                throw refused;
            }
        }
        return inForce(pid, key);
    }

    /** Whose account this code and this key claimed before: the answer may have been lost. */
    private Optional<Pid> claimedAlready(Call call, String code, PublicKey key) throws ApiError {
        Optional<Pid> pid = desk.ask(view -> claims.claimed(code, view)
                .filter(claimed -> Optional.ofNullable(view.ledger().account(claimed))
                        .map(Account::key)
                        .filter(key::equals)
                        .isPresent()));
        return pid.isPresent()
                        && statements.statement(call, CLAIM, pid.get(), key).verify()
                ? pid
                : Optional.empty();
    }

    private SignedStatement signed(Call call, Json.Obj fields, PublicKey key, String name) throws ApiError {
        try {
            return SignedStatement.of(
                    call.who().pid(), key, REKEY, desk.node().hub(), fields, Signature.parse(call.bodyText(name)));
        } catch (MalformedIdentity malformed) {
            throw ApiError.field(name);
        }
    }

    private static PublicKey key(Call call, String name) throws ApiError {
        try {
            return PublicKey.parse(call.bodyText(name));
        } catch (MalformedIdentity noKey) {
            throw ApiError.field(name);
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
