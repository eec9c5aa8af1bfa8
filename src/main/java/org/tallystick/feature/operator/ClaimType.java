package org.tallystick.feature.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/**
 * {@code participant.claim}: an imported account becomes somebody's. Its signer is the imported PID, signed is it with the new key,
 * and who knows the code that an ADMIN has given out is who the account was kept for: no approval follows.
 */
final class ClaimType implements StatementType<ClaimType.Claim> {

    static final String TYPE = "participant.claim";

    private static final String CODE = "code";
    private static final String PUBLIC_KEY = "public_key";
    private static final int MIN_CODE = 16;
    private static final int MAX_CODE = 128;
    private static final Set<String> FIELDS = Set.of(CODE, PUBLIC_KEY, "statement_id", "valid_until");

    private final OperatorState state;

    /** The code's hash and the key that comes into force. */
    record Claim(String codeHash, PublicKey key) {}

    ClaimType(OperatorState state) {
        this.state = state;
    }

    /** SHA-256 of a code in hex. */
    static String hash(String code) {
        return Hex.encode(Sha256.of(code.getBytes(UTF_8)));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean claimsAccount() {
        return true;
    }

    @Override
    public Claim read(SignedStatement statement) throws StatementRefused {
        Json.Obj fields = statement.fields();
        try {
            fields.onlyNames(FIELDS);
            String code = fields.text(CODE);
            if (code.length() < MIN_CODE || code.length() > MAX_CODE) {
                throw AdminFields.wrong(CODE);
            }
            if (!fields.text(PUBLIC_KEY).equals(statement.publicKey().text())) {
                throw AdminFields.wrong(PUBLIC_KEY);
            }
            return new Claim(hash(code), statement.publicKey());
        } catch (MalformedJson malformed) {
            throw AdminFields.wrong(malformed);
        }
    }

    @Override
    public Decision decide(Claim claim, Request request) {
        Account account = Objects.requireNonNull(request.account(), "Who claims has an account");
        // An account without a code and a wrong code look the same to somebody who tries codes.
        return state.codeHashOf(account.pid()).equals(Optional.of(claim.codeHash()))
                ? Decision.of(new Operation.ChangeAccount(account.pid(), AccountStatus.ACTIVE, claim.key()))
                : Decision.refuse(Refusal.of(ErrorCode.E006, "field", CODE));
    }
}
