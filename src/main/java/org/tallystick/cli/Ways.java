package org.tallystick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.app.PaymentDesk;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.money.DecimalText;
import org.tallystick.node.block.BlockDamaged;

/** Shows the ways of a payment with names and amounts. */
final class Ways {

    private Ways() {}

    static List<String> lines(List<PaymentDesk.Way> ways, Map<Pid, String> names, String equivalent, int precision) {
        List<String> lines = new ArrayList<>();
        for (PaymentDesk.Way way : ways) {
            String path = way.people().stream()
                    .map(pid -> names.getOrDefault(pid, pid.text()))
                    .collect(Collectors.joining(" → "));
            lines.add(Messages.text("route.way", DecimalText.print(way.amountMinor(), precision), equivalent, path));
        }
        return lines;
    }

    static Json json(List<PaymentDesk.Way> ways, Map<Pid, String> names, int precision) {
        List<Json> array = new ArrayList<>();
        for (PaymentDesk.Way way : ways) {
            List<Json> people = new ArrayList<>();
            for (Pid pid : way.people()) {
                Json.ObjBuilder person = Json.object().put("pid", pid.text());
                if (names.containsKey(pid)) {
                    person.put("name", names.get(pid));
                }
                people.add(person.build());
            }
            array.add(Json.object()
                    .put("amount", DecimalText.print(way.amountMinor(), precision))
                    .put("path", new Json.Arr(people))
                    .build());
        }
        return new Json.Arr(array);
    }

    static Map<Pid, String> names(People people, List<PaymentDesk.Way> ways) throws IOException {
        try {
            return people.names(ways.stream()
                    .flatMap(way -> way.people().stream())
                    .distinct()
                    .toList());
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }
}
