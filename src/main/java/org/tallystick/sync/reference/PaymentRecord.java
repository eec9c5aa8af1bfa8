package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;

/**
 * A payment as a hub of the reference dialect shows it (GEO facts §3).
 *
 * @param txId its id
 * @param state what became of it
 * @param from who pays
 * @param to who is paid
 * @param equivalent the unit's code
 * @param amount how much, a number and not a text
 * @param ways whom it went over, each from payer to payee; none where they are not told
 * @param atMs when it was made, 0 where that is not told
 */
record PaymentRecord(
        String txId, State state, Pid from, Pid to, String equivalent, BigDecimal amount, List<Path> ways, long atMs) {

    private static final int MOST_WAYS = 100;

    PaymentRecord {
        ways = List.copyOf(ways);
    }

    /** What became of it. */
    sealed interface State {

        /** It was paid. */
        record Committed() implements State {}

        /** Nothing was paid, and it never will be. */
        record Aborted(String code) implements State {}

        /** Shown as aborted, without saying why: it is not done yet, and may still be paid. */
        record UnderWay() implements State {}
    }

    /** One way with its share. */
    record Path(List<Pid> people, BigDecimal amount) {

        Path {
            people = List.copyOf(people);
        }
    }

    static PaymentRecord read(Json.Obj json) throws MalformedJson {
        try {
            return new PaymentRecord(
                    json.text("tx_id"),
                    state(json),
                    Pid.parse(json.text("from")),
                    Pid.parse(json.text("to")),
                    json.text("equivalent"),
                    Decimals.read(json, "amount"),
                    ways(json),
                    time(json, "committed_at", "created_at"));
        } catch (MalformedIdentity noPid) {
            throw new MalformedJson("a PID is expected", "$");
        }
    }

    private static State state(Json.Obj json) throws MalformedJson {
        return switch (json.text("status")) {
            case "COMMITTED" -> new State.Committed();
            case "ABORTED" ->
                json.optionalObject("error").<State>map(PaymentRecord::aborted).orElse(new State.UnderWay());
            // Others are reserved; none of them is an end.
            default -> new State.UnderWay();
        };
    }

    private static State aborted(Json.Obj error) {
        return error.fields().get("code") instanceof Json.Str(String code) && code.matches("E\\d{3}")
                ? new State.Aborted(code)
                : new State.Aborted(ErrorCode.E010.name());
    }

    private static List<Path> ways(Json.Obj json) throws MalformedJson, MalformedIdentity {
        Optional<Json.Arr> routes = json.optionalArray("routes");
        List<Path> ways = new ArrayList<>();
        if (routes.isPresent()) {
            for (Json.Obj route : routes.get().objects()) {
                List<Pid> people = new ArrayList<>();
                for (String pid : route.array("path").texts()) {
                    people.add(Pid.parse(pid));
                }
                if (people.size() >= 2 && ways.size() < MOST_WAYS) {
                    ways.add(new Path(people, Decimals.read(route, "amount")));
                }
            }
        }
        return ways;
    }

    /** The first of some times that is there, in milliseconds; some hubs leave the zone out, which is UTC (GEO facts §1). */
    static long time(Json.Obj json, String... names) {
        for (String name : names) {
            if (json.fields().get(name) instanceof Json.Str(String text)) {
                try {
                    return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                            ? Math.max(0, OffsetDateTime.parse(text).toInstant().toEpochMilli())
                            : Math.max(
                                    0,
                                    LocalDateTime.parse(text)
                                            .toInstant(ZoneOffset.UTC)
                                            .toEpochMilli());
                } catch (DateTimeException | ArithmeticException noTime) {
                    assert noTime != null;
                }
            }
        }
        return 0;
    }

    /** Whether it is the payment of a statement; amounts are compared as numbers. */
    boolean isOf(SignedStatement statement) {
        try {
            Json.Obj fields = statement.fields();
            return txId.equals(fields.text("tx_id"))
                    && from.equals(statement.signer())
                    && to.text().equals(fields.text("to"))
                    && equivalent.equals(fields.text("equivalent"))
                    && amount.compareTo(Decimals.read(fields, "amount")) == 0;
        } catch (MalformedJson notWhatAWalletSigns) {
            return false;
        }
    }
}
