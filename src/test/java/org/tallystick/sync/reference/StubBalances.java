package org.tallystick.sync.reference;

import static org.tallystick.sync.reference.StubReplies.missing;
import static org.tallystick.sync.reference.StubReplies.ok;
import static org.tallystick.sync.reference.StubReplies.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Json;
import org.tallystick.sync.reference.ReferenceBooks.Member;
import org.tallystick.sync.reference.StubReplies.Failure;

/** Where somebody stands at a reference hub (GEO facts §3). */
final class StubBalances {

    private final ReferenceBooks books;
    private final StubPeople people;

    StubBalances(ReferenceBooks books, StubPeople people) {
        this.books = books;
        this.people = people;
    }

    private Member me(RecordedRequest request) throws Failure {
        return people.me(request);
    }

    MockResponse balance(Member me) {
        List<Json> units = new ArrayList<>();
        for (String unit : books.equivalents.keySet()) {
            BigDecimal debt = sum(books.debtsOf(me.pid, unit, true));
            BigDecimal credit = sum(books.debtsOf(me.pid, unit, false));
            boolean any = books.lines.values().stream()
                    .anyMatch(line ->
                            line.equivalent.equals(unit) && (line.from.equals(me.pid) || line.to.equals(me.pid)));
            if (any) {
                units.add(Json.object()
                        .put("code", unit)
                        .put("total_debt", orZero(debt))
                        .put("total_credit", orZero(credit))
                        .put("net_balance", orZero(credit.subtract(debt)))
                        .put("available_to_spend", orZero(books.availableToSpend(me.pid, unit)))
                        .put("available_to_receive", orZero(books.availableToReceive(me.pid, unit)))
                        .build());
            }
        }
        return ok(Json.object().put("equivalents", Json.of(units)).build());
    }

    MockResponse debts(RecordedRequest request) throws Failure {
        Member me = me(request);
        String unit = query(request, "equivalent").orElseThrow(NumberFormatException::new);
        if (!books.equivalents.containsKey(unit)) {
            return missing("Equivalent not found");
        }
        return ok(Json.object()
                .put("outgoing", debts(books.debtsOf(me.pid, unit, true), unit, "creditor"))
                .put("incoming", debts(books.debtsOf(me.pid, unit, false), unit, "debtor"))
                .build());
    }

    Json debts(Map<String, BigDecimal> debts, String unit, String who) {
        return Json.of(debts.entrySet().stream()
                .map(debt -> (Json) Json.object()
                        .put(who, debt.getKey())
                        .put(who + "_name", books.members.get(debt.getKey()).name)
                        .put("equivalent", unit)
                        .put("amount", ReferenceBooks.stored(debt.getValue()))
                        .build())
                .toList());
    }

    private static BigDecimal sum(Map<String, BigDecimal> debts) {
        return debts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String orZero(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : ReferenceBooks.stored(amount);
    }
}
