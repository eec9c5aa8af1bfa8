package org.tallystick.feature.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Transaction;

/** What somebody is told of their own account: that it was opened, and that name, profile, key, status or roles are others now. */
public final class ParticipantEvents implements EventMaker {

    private static final String UPDATE = "participant.update";

    @Override
    public boolean knows(Transaction transaction) {
        return transaction.frame().type().equals(UPDATE)
                || transaction.operations().stream()
                        .anyMatch(operation -> operation instanceof Operation.OpenAccount
                                || operation instanceof Operation.ChangeAccount);
    }

    @Override
    public Optional<Event> event(Happening happening, Party whom) {
        Transaction transaction = happening.transaction();
        List<String> changed = new ArrayList<>();
        Json.ObjBuilder payload = Json.object().put("pid", whom.pid().text());
        for (Operation operation : transaction.operations()) {
            switch (operation) {
                case Operation.OpenAccount open
                when open.pid().equals(whom.pid()) -> {
                    changed.add("registered");
                    payload.put("status", open.status().word());
                }
                case Operation.ChangeAccount change
                when change.pid().equals(whom.pid()) -> change(transaction, change, whom, changed, payload);
                default -> {}
            }
        }
        for (PersonalText text : transaction.texts()) {
            if (text.owner().equals(whom.pid())) {
                text(text, changed, payload);
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Event(
                        "participant.updated",
                        payload.put(
                                        "changed",
                                        Json.of(changed.stream().map(Json::of).toList()))
                                .build()));
    }

    private static void change(
            Transaction transaction,
            Operation.ChangeAccount change,
            Party whom,
            List<String> changed,
            Json.ObjBuilder payload) {
        AccountStatus status = change.status();
        if (status != null) {
            changed.add("status");
            payload.put("status", status.word());
        }
        if (change.key() != null) {
            changed.add("key");
            payload.put("public_key", change.key().text());
        }
        roles(transaction, whom).ifPresent(roles -> {
            changed.add("roles");
            payload.put("roles", roles);
        });
    }

    /** As acts of administration write them into their fact ({@code src/docs/format.md} §8). */
    private static Optional<Json> roles(Transaction transaction, Party whom) {
        for (Json.Obj fact : transaction.facts()) {
            if (fact.find("participant").equals(Optional.of(Json.of(whom.pid().text())))
                    && fact.find("after").orElse(Json.Null.NULL) instanceof Json.Obj after
                    && after.find("roles").isPresent()) {
                return after.find("roles");
            }
        }
        return Optional.empty();
    }

    private static void text(PersonalText text, List<String> changed, Json.ObjBuilder payload) {
        if (text.field().equals("display_name")) {
            changed.add("display_name");
            payload.put("display_name", text.text());
        } else if (text.field().equals("profile")) {
            changed.add("profile");
            payload.put("profile", profile(text.text()));
        } else if (text.field().equals("reason")) {
            payload.put("reason", text.text());
        }
    }

    private static Json.Obj profile(String text) {
        try {
            return Json.readObject(text.getBytes(UTF_8));
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("A profile in history is one object", malformed);
        }
    }
}
