package org.tallystick.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.IdempotencyKey;

/** Turns the body of a call into a signed statement and submits it. Any thread; a call waits until the answer is durable. */
public final class StatementDesk {

    private static final int MAX_KEYS = 10_000;

    /** What a client makes anew when it asks for the same again. */
    private static final List<String> OF_ONE_ATTEMPT =
            List.of("signature", "new_signature", "statement_id", "valid_until");

    private final Desk desk;
    private final Map<Pid, PublicKey> keys = new ConcurrentHashMap<>();

    /**
     * Makes the desk.
     *
     * @param desk the way to the node
     */
    public StatementDesk(Desk desk) {
        this.desk = desk;
    }

    /**
     * Submits the body of a call as a statement of the caller's, with the path's {@code id} where the route has one.
     *
     * @param call whose body holds the fields and the signature
     * @param action what it was signed for
     * @throws ApiError when it was refused
     */
    public Answer.Committed submit(Call call, String action) throws ApiError {
        Pid signer = call.who().pid();
        Optional<PublicKey> known = Optional.ofNullable(keys.get(signer));
        Answer answer = submit(call, action, signer, known.isPresent() ? known.get() : keyInForce(signer));
        if (known.isPresent()
                && answer instanceof Answer.Refused(Refusal refusal)
                && refusal.code() == ErrorCode.E005) {
            // Another key may have come into force since it was looked up.
            keys.remove(signer);
            answer = submit(call, action, signer, keyInForce(signer));
        }
        return committed(answer);
    }

    private Answer submit(Call call, String action, Pid signer, PublicKey key) throws ApiError {
        return desk.node()
                .submit(List.of(statement(call, action, signer, key)), idempotency(call))
                .join();
    }

    /** Who asks for what under which name, and with which body, however and whenever it was signed (decision 13). */
    private static Optional<IdempotencyKey> idempotency(Call call) {
        return call.idempotencyKey()
                .map(key -> new IdempotencyKey(
                        Sha256.of(CanonicalJson.bytes(Json.of(List.of(
                                Json.of(call.who().pid().text()),
                                Json.of(call.route().method() + " "
                                        + call.route().path()),
                                Json.of(call.parameters().getOrDefault("id", "")),
                                Json.of(key))))),
                        Sha256.of(CanonicalJson.bytes(asked(call.body())))));
    }

    private static Json.Obj asked(Json.Obj body) {
        Json.Obj asked = withoutNulls(body);
        for (String name : OF_ONE_ATTEMPT) {
            asked = asked.without(name);
        }
        return asked;
    }

    /**
     * Submits statements that were put together by the route itself.
     *
     * @throws ApiError when they were refused
     */
    public Answer.Committed submitAll(List<SignedStatement> statements) throws ApiError {
        return committed(desk.node().submit(statements).join());
    }

    private static Answer.Committed committed(Answer answer) throws ApiError {
        return switch (answer) {
            case Answer.Committed committed -> committed;
            case Answer.Refused refused -> throw ApiError.of(refused.refusal());
        };
    }

    /**
     * The statement in the body of a call.
     *
     * @param signer the account that is said to have signed
     * @param key the key that is said to have signed
     */
    public SignedStatement statement(Call call, String action, Pid signer, PublicKey key) throws ApiError {
        Pid hub = desk.node().hub();
        Json.Obj body = withoutNulls(call.body());
        try {
            return call.route().parameter("id") == null
                    ? SignedStatement.ofBody(signer, key, action, hub, body)
                    : SignedStatement.ofBody(signer, key, action, hub, body, call.need("id"));
        } catch (MalformedIdentity malformed) {
            throw ApiError.field("signature");
        }
    }

    /** A member that is null counts as absent and is not signed (fact sheet of the reference hub, §2). */
    public static Json.Obj withoutNulls(Json.Obj body) {
        Json.Obj left = body;
        for (Map.Entry<String, Json> field : body.fields().entrySet()) {
            if (field.getValue() instanceof Json.Null) {
                left = left.without(field.getKey());
            }
        }
        return left;
    }

    private PublicKey keyInForce(Pid pid) throws ApiError {
        @Nullable
        PublicKey key = desk.ask(view -> {
                    Account account = view.ledger().account(pid);
                    return Optional.ofNullable(account == null ? null : account.key());
                })
                .orElse(null);
        if (key == null) {
            throw ApiError.of(ErrorCode.E011, "participant", pid.text());
        }
        if (keys.size() >= MAX_KEYS) {
            keys.clear();
        }
        keys.put(pid, key);
        return key;
    }
}
