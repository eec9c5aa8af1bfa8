package org.tallystick.feature.participant;

import java.util.List;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.PersonalText;

/** {@code participant.register}: somebody opens an account with their first key. */
final class RegisterType implements StatementType<RegisterType.Registration> {

    private static final Set<String> FIELDS =
            Set.of("display_name", "type", "public_key", "profile", "statement_id", "valid_until");

    private final NewcomerStatus newcomers;

    RegisterType(NewcomerStatus newcomers) {
        this.newcomers = newcomers;
    }

    /** Who registers. */
    record Registration(Pid pid, PublicKey key, String kind, Profile profile) {}

    @Override
    public String type() {
        return "participant.register";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean opensAccount() {
        return true;
    }

    @Override
    public Registration read(SignedStatement statement) throws StatementRefused {
        Json.Obj fields = statement.fields();
        try {
            fields.onlyNames(FIELDS);
            String kind = fields.optionalText("type").orElse("person");
            if (!Profile.TYPES.contains(kind)) {
                throw Profile.wrong("type");
            }
            if (!fields.text("public_key").equals(statement.publicKey().text())) {
                throw Profile.wrong("public_key");
            }
            Profile profile = Profile.read(fields);
            if (profile.displayName().isEmpty()) {
                throw Profile.wrong(Profile.DISPLAY_NAME);
            }
            return new Registration(statement.signer(), statement.publicKey(), kind, profile);
        } catch (MalformedJson malformed) {
            throw Profile.wrong(malformed.where());
        }
    }

    @Override
    public List<PersonalText> texts(Registration registration) {
        return registration.profile().texts(registration.pid());
    }

    @Override
    public Decision decide(Registration registration, Request request) {
        Json.Obj fact = Json.object()
                .put("fact", "participant")
                .put("pid", registration.pid().text())
                .put("type", registration.kind())
                .build();
        return new Decision.Do(
                List.of(new Operation.OpenAccount(
                        registration.pid(), newcomers.of(registration.pid()), registration.key())),
                List.of(fact));
    }
}
