package org.tallystick.feature.participant;

import java.util.Objects;
import java.util.Set;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/** {@code participant.rekey}: another key comes into force; signed by the old key first and by the new one beside it. */
final class RekeyType implements StatementType<PublicKey> {

    private static final Set<String> FIELDS = Set.of("new_public_key", "statement_id", "valid_until");

    @Override
    public String type() {
        return "participant.rekey";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public PublicKey read(SignedStatement statement) throws StatementRefused {
        try {
            statement.fields().onlyNames(FIELDS);
            return PublicKey.parse(statement.fields().text("new_public_key"));
        } catch (MalformedJson malformed) {
            throw Profile.wrong(malformed.where());
        } catch (MalformedIdentity noKey) {
            throw Profile.wrong("new_public_key");
        }
    }

    @Override
    public Decision decide(PublicKey newKey, Request request) {
        Account account = Objects.requireNonNull(request.account(), "The signer has an account");
        boolean bySecond = request.statements().size() == 2
                && request.statements().get(1).publicKey().equals(newKey)
                && request.statements().get(1).signer().equals(account.pid());
        if (!bySecond || newKey.equals(account.key())) {
            return Decision.refuse(Refusal.of(ErrorCode.E005, "field", "new_public_key"));
        }
        return account.active()
                ? Decision.of(new Operation.ChangeAccount(account.pid(), null, newKey))
                : Decision.refuse(
                        Refusal.of(ErrorCode.E006, "participant", account.pid().text()));
    }
}
