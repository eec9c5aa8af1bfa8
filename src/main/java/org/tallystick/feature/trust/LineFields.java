package org.tallystick.feature.trust;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;

/** What the statements about lines have in common. */
final class LineFields {

    private LineFields() {}

    static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }

    static UUID id(Json.Obj fields) throws MalformedJson, StatementRefused {
        String text = fields.text("id");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException noId) {
            throw wrong("id");
        }
        throw wrong("id");
    }

    static OptionalLong minor(Optional<String> text, int precision, String field) throws StatementRefused {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (DecimalText.parse(text.get(), precision) instanceof ParsedAmount.Ok parsed) {
            return OptionalLong.of(parsed.amountMinor());
        }
        throw wrong(field);
    }

    /** Why the signer may not change this line: none of theirs, or closed; nothing when they may. */
    static Optional<Refusal> mayChange(UUID id, Request request) {
        LedgerView ledger = request.ledger();
        Line line = ledger.line(id);
        Account account = request.account();
        if (line == null) {
            return Optional.of(Refusal.of(ErrorCode.E012, "trust_line_id", id.toString()));
        }
        if (account == null || line.creditor() != account || !account.active()) {
            return Optional.of(Refusal.of(ErrorCode.E006, "trust_line_id", id.toString()));
        }
        return line.status() == LineStatus.CLOSED
                ? Optional.of(Refusal.of(ErrorCode.E008, "trust_line_id", id.toString()))
                : Optional.empty();
    }
}
