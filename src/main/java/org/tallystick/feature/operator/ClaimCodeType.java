package org.tallystick.feature.operator;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;

/** {@code admin.claim_code}: who knows the code of this hash may claim an imported account; a new code replaces the last. */
final class ClaimCodeType extends AdminType<ClaimCodeType.Code> {

    static final String VERB = "claim_code";
    static final String CODE_HASH = "code_hash";

    private static final Pattern HASHES = Pattern.compile("[0-9a-f]{64}");

    /** Whose account, and SHA-256 of the code in hex. */
    record Code(Pid participant, String codeHash) {}

    ClaimCodeType(OperatorState state) {
        super(state, VERB, Role.ADMIN, Set.of(AdminFields.PARTICIPANT, CODE_HASH));
    }

    @Override
    Code read(Json.Obj fields) throws MalformedJson, StatementRefused {
        Pid participant = AdminFields.participant(fields);
        String codeHash = fields.text(CODE_HASH);
        if (!HASHES.matcher(codeHash).matches()) {
            throw AdminFields.wrong(CODE_HASH);
        }
        return new Code(participant, codeHash);
    }

    @Override
    Decision act(Code code, Request request) {
        Pid pid = code.participant();
        Account account = request.ledger().account(pid);
        if (account == null) {
            return Decision.refuse(AdminFields.unknown(pid));
        }
        if (account.status() != AccountStatus.UNCLAIMED) {
            return wrongState("status", account.status().word());
        }
        if (state().ofCodeHash(code.codeHash()).isPresent()) {
            return Decision.refuse(Refusal.of(ErrorCode.E008, "field", CODE_HASH));
        }
        Json.Obj before = state().codeHashOf(pid).map(ClaimCodeType::json).orElse(Json.Obj.EMPTY);
        return done(
                new AdminFact(
                        Optional.of(request.signer()),
                        Optional.of(pid),
                        Optional.empty(),
                        before,
                        json(code.codeHash())),
                new Operation.ChangeAccount(pid, null, null));
    }

    private static Json.Obj json(String codeHash) {
        return Json.object().put(CODE_HASH, codeHash).build();
    }
}
