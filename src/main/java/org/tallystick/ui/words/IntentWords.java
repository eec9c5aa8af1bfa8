package org.tallystick.ui.words;

import java.util.Optional;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.OwnerEntry;

/** What is said of payments that are written down and not decided. Any thread. */
public final class IntentWords {

    private final Messages messages;

    /** Makes it. */
    public IntentWords(Messages messages) {
        this.messages = messages;
    }

    /** Who is to be paid; nothing where nobody is left to name. */
    public static Optional<Pid> payee(OwnerEntry.OutboxIntent intent) {
        return intent.statement().flatMap(IntentWords::payee);
    }

    private static Optional<Pid> payee(SignedStatement statement) {
        try {
            return Optional.of(Pid.parse(statement.fields().text("to")));
        } catch (MalformedJson | MalformedIdentity other) {
            return Optional.empty();
        }
    }

    /**
     * How much, of what, and to whom.
     *
     * @param names what somebody is called
     */
    public String what(OwnerEntry.OutboxIntent intent, Function<Pid, String> names) {
        return intent.statement()
                .flatMap(statement -> what(statement, names))
                .orElseGet(() -> messages.text("hubs.outbox.other"));
    }

    private Optional<String> what(SignedStatement statement, Function<Pid, String> names) {
        Json.Obj fields = statement.fields();
        try {
            String amount = fields.text("amount");
            String unit = fields.text("equivalent");
            return payee(statement).map(to -> messages.text("hubs.outbox.payment", amount, unit, names.apply(to)));
        } catch (MalformedJson other) {
            return Optional.empty();
        }
    }
}
