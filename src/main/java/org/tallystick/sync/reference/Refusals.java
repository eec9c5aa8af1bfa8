package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.wallet.HubConnection.Submitted;

/**
 * Says what a hub of the reference dialect refused in the codes and details of our API map. Its own codes are fewer, so that what
 * they leave open is asked for; where that is not answered the refusal stands with what is known. Any thread.
 */
final class Refusals {

    private static final String AMOUNT = "amount";
    private static final String LINE = "trust_line_id";
    private static final String REQUESTED = "requested";

    private final ReferenceSession session;

    Refusals(ReferenceSession session) {
        this.session = session;
    }

    Submitted.Refused of(SignedStatement statement, HubAnswer.Refused refused) {
        Json.Obj fields = statement.fields();
        return switch (statement.action()) {
            case "payment.create" -> payment(statement, fields, refused);
            case "trustline.create" -> Codes.isMissing(refused) ? missing(fields) : asItIs(refused);
            case "trustline.update" -> update(fields, refused);
            case "trustline.close" -> close(fields, refused);
            default -> asItIs(refused);
        };
    }

    private Submitted.Refused payment(SignedStatement statement, Json.Obj fields, HubAnswer.Refused refused) {
        if (refused.code().equals(ErrorCode.E002.name())) {
            return tooLittle(statement, fields);
        }
        return Codes.isMissing(refused) ? missing(fields) : asItIs(refused);
    }

    private static Submitted.Refused update(Json.Obj fields, HubAnswer.Refused refused) {
        if (Codes.isMissing(refused)) {
            return noSuchLine(fields);
        }
        return refused.code().equals(ErrorCode.E009.name()) && refused.details().containsKey("used")
                ? belowUsed(fields, refused.details())
                : asItIs(refused);
    }

    private static Submitted.Refused close(Json.Obj fields, HubAnswer.Refused refused) {
        if (Codes.isMissing(refused)) {
            return noSuchLine(fields);
        }
        // A close has nothing in it that could be wrong but the debt that stands against it.
        return refused.code().equals(ErrorCode.E009.name())
                ? new Submitted.Refused(ErrorCode.E013.name(), Map.of(LINE, text(fields, "id")))
                : asItIs(refused);
    }

    private static Submitted.Refused noSuchLine(Json.Obj fields) {
        return new Submitted.Refused(ErrorCode.E012.name(), Map.of(LINE, text(fields, "id")));
    }

    private static Submitted.Refused asItIs(HubAnswer.Refused refused) {
        return new Submitted.Refused(refused.code(), refused.details());
    }

    private static Submitted.Refused belowUsed(Json.Obj fields, Map<String, String> details) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put(LINE, text(fields, "id"));
        ours.put(
                "current_used",
                Decimals.parse(details.getOrDefault("used", ""))
                        .map(used -> as(text(fields, "limit"), used))
                        .orElse(""));
        ours.put(REQUESTED, text(fields, "limit"));
        return new Submitted.Refused(ErrorCode.E003.name(), ours);
    }

    /** It says only that something is not there. */
    private Submitted.Refused missing(Json.Obj fields) {
        String to = text(fields, "to");
        HubAnswer person = session.ask(HubCall.get("/participants/" + to));
        return Codes.isMissing(person)
                ? new Submitted.Refused(ErrorCode.E011.name(), Map.of("participant", to))
                : new Submitted.Refused(ErrorCode.E015.name(), Map.of("equivalent", text(fields, "equivalent")));
    }

    /** It does not tell no way from one that is too narrow, nor how much there is. */
    private Submitted.Refused tooLittle(SignedStatement statement, Json.Obj fields) {
        String requested = text(fields, AMOUNT);
        Optional<BigDecimal> most = mostTo(session, statement.signer(), text(fields, "to"), text(fields, "equivalent"));
        if (most.isPresent() && most.get().signum() == 0) {
            return new Submitted.Refused(ErrorCode.E001.name(), Map.of(REQUESTED, requested));
        }
        Map<String, String> details = new LinkedHashMap<>(Map.of(REQUESTED, requested));
        // What could flow is more than what its search finds; then saying it would be no help.
        most.filter(flow -> Decimals.parse(requested)
                        .filter(wanted -> flow.compareTo(wanted) < 0)
                        .isPresent())
                .ifPresent(flow -> details.put("available", as(requested, flow)));
        return new Submitted.Refused(ErrorCode.E002.name(), details);
    }

    /** With as many decimals as another text has, or as many as it needs. */
    private static String as(String other, BigDecimal amount) {
        int decimals = Decimals.parse(other).map(BigDecimal::scale).orElse(0);
        return amount.setScale(Math.max(decimals, Decimals.needed(amount))).toPlainString();
    }

    /**
     * What could flow to somebody at most; nothing where that is not answered.
     *
     * @param me never asked for as the payee: that would stop the hub for good (GEO facts §3)
     */
    static Optional<BigDecimal> mostTo(ReferenceSession session, Pid me, String to, String equivalent) {
        if (to.equals(me.text())) {
            return Optional.empty();
        }
        HubAnswer answer =
                session.ask(HubCall.get("/payments/max-flow").with("to", to).with("equivalent", equivalent));
        return answer instanceof HubAnswer.Said(int _, Json.Obj flow, OptionalLong _)
                ? Decimals.find(flow, "max_amount").filter(amount -> amount.signum() >= 0)
                : Optional.empty();
    }

    private static String text(Json.Obj fields, String name) {
        try {
            return fields.optionalText(name).orElse("");
        } catch (MalformedJson noText) {
            return "";
        }
    }
}
