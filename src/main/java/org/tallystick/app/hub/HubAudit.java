package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.operator.sql.AuditFilter;
import org.tallystick.feature.operator.sql.AuditPage;
import org.tallystick.feature.operator.sql.AuditQueries;
import org.tallystick.feature.operator.sql.AuditRow;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.AuditEntry;
import org.tallystick.wallet.PersonCard;

/** What the owner of a node sees of who did what to whom. Any thread but the node's own. */
final class HubAudit {

    private final OwnerDesk desk;
    private final AuditQueries queries;

    HubAudit(OwnerDesk desk) {
        this.desk = desk;
        this.queries = new AuditQueries(desk.node().store());
    }

    /** A page, the latest first. */
    OwnHub.AuditEntries latest(long offset, int limit) throws HubUnreachable {
        HubBooks.requirePage(offset, limit);
        desk.awaitProjected();
        AuditPage page =
                desk.read(() -> queries.latest(AuditFilter.ALL, offset, limit).value());
        Map<Pid, PersonCard> whom = desk.cards(
                page.rows().stream().flatMap(row -> pid(row).stream()).toList());
        List<Integer> actors = page.rows().stream()
                .flatMap(row -> row.actor().stream().boxed())
                .distinct()
                .toList();
        Map<Integer, Pid> pids = desk.ask(view -> actors.stream()
                .collect(Collectors.toMap(
                        number -> number,
                        number -> view.ledger().account(number).pid())));
        Map<Pid, PersonCard> by = desk.cards(pids.values());
        List<AuditEntry> entries = new ArrayList<>();
        for (AuditRow row : page.rows()) {
            Optional<Pid> object = pid(row);
            Json.Obj details = object(row.details());
            entries.add(new AuditEntry(
                    row.timestampMs(),
                    row.actor().isEmpty()
                            ? Optional.empty()
                            : Optional.ofNullable(pids.get(row.actor().getAsInt()))
                                    .map(by::get),
                    row.action(),
                    object.map(whom::get),
                    object.isPresent() ? Optional.empty() : row.object(),
                    texts(details, "before"),
                    texts(details, "after")));
        }
        return new OwnHub.AuditEntries(entries, page.total());
    }

    private static Optional<Pid> pid(AuditRow row) {
        try {
            return row.object().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pid.parse(row.object().get()));
        } catch (MalformedIdentity unit) {
            return Optional.empty();
        }
    }

    private static Json.Obj object(String canonical) {
        try {
            return Json.readObject(canonical.getBytes(UTF_8));
        } catch (MalformedJson unreadable) {
            return Json.Obj.EMPTY;
        }
    }

    private static Map<String, String> texts(Json.Obj details, String name) {
        Map<String, String> texts = new HashMap<>();
        if (details.find(name).orElse(Json.Obj.EMPTY) instanceof Json.Obj values) {
            values.fields().forEach((field, value) -> texts.put(field, text(value)));
        }
        return texts;
    }

    private static String text(Json value) {
        return switch (value) {
            case Json.Str text -> text.value();
            case Json.Num number -> number.value().toString();
            case Json.Bool flag -> Boolean.toString(flag.value());
            case Json.Arr items -> items.items().stream().map(HubAudit::text).collect(Collectors.joining(", "));
            case Json.Obj _, Json.Null _ -> "";
        };
    }
}
