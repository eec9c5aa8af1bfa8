package org.tallystick.feature.participant;

import java.util.List;
import java.util.Set;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.PersonalText;

/** {@code participant.update}: somebody changes name or profile; the ledger only counts it. */
final class UpdateType implements StatementType<UpdateType.Update> {

    private static final Set<String> FIELDS = Set.of("display_name", "profile", "statement_id", "valid_until");

    /** What changes. */
    record Update(Pid pid, Profile profile) {}

    @Override
    public String type() {
        return "participant.update";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Update read(SignedStatement statement) throws StatementRefused {
        try {
            statement.fields().onlyNames(FIELDS);
            Profile profile = Profile.read(statement.fields());
            if (profile.displayName().isEmpty() && profile.profile().isEmpty()) {
                throw Profile.wrong(Profile.DISPLAY_NAME);
            }
            return new Update(statement.signer(), profile);
        } catch (MalformedJson malformed) {
            throw Profile.wrong(malformed.where());
        }
    }

    @Override
    public List<PersonalText> texts(Update update) {
        return update.profile().texts(update.pid());
    }

    @Override
    public Decision decide(Update update, Request request) {
        Account account = request.account();
        return account != null && account.active()
                ? Decision.of(List.of())
                : Decision.refuse(
                        Refusal.of(ErrorCode.E006, "participant", update.pid().text()));
    }
}
