package org.tallystick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.app.People;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.money.DecimalText;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;

/** Shows the ways of a payment with names and amounts. */
final class Ways {

    private Ways() {}

    static List<String> lines(List<Routes.Way> ways, Map<Pid, String> names, String equivalent, int precision) {
        List<String> lines = new ArrayList<>();
        for (Routes.Way way : ways) {
            String path = way.people().stream()
                    .map(PersonCard::pid)
                    .map(pid -> names.getOrDefault(pid, pid.text()))
                    .collect(Collectors.joining(" → "));
            lines.add(Messages.text("route.way", DecimalText.print(way.amountMinor(), precision), equivalent, path));
        }
        return lines;
    }

    static Json json(List<Routes.Way> ways, Map<Pid, String> names, int precision) {
        List<Json> array = new ArrayList<>();
        for (Routes.Way way : ways) {
            List<Json> people = new ArrayList<>();
            for (PersonCard card : way.people()) {
                Pid pid = card.pid();
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

    /** Names as the journal has them, or as they were typed: there are some also while the projection is made again. */
    static Map<Pid, String> names(People people, List<Routes.Way> ways) throws IOException {
        try {
            return people.names(ways.stream()
                    .flatMap(way -> way.people().stream())
                    .map(PersonCard::pid)
                    .distinct()
                    .toList());
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }
}
