package org.tallystick.sync.reference;

import static org.tallystick.sync.reference.StubReplies.body;
import static org.tallystick.sync.reference.StubReplies.error;
import static org.tallystick.sync.reference.StubReplies.items;
import static org.tallystick.sync.reference.StubReplies.json;
import static org.tallystick.sync.reference.StubReplies.missing;
import static org.tallystick.sync.reference.StubReplies.now;
import static org.tallystick.sync.reference.StubReplies.ok;
import static org.tallystick.sync.reference.StubReplies.page;
import static org.tallystick.sync.reference.StubReplies.query;
import static org.tallystick.sync.reference.StubReplies.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.ReferenceDecimal;
import org.tallystick.sync.reference.ReferenceBooks.Member;
import org.tallystick.sync.reference.ReferenceBooks.TrustLine;
import org.tallystick.sync.reference.StubReplies.Failure;

/** The trust lines of a reference hub (GEO facts §3). Its owner's lock is held. */
final class StubLines {

    private static final Set<String> POLICY =
            Set.of("auto_clearing", "can_be_intermediate", "max_hop_usage", "daily_limit", "blocked_participants");

    private final ReferenceBooks books;
    private final StubPeople people;

    StubLines(ReferenceBooks books, StubPeople people) {
        this.books = books;
        this.people = people;
    }

    private Member me(RecordedRequest request) throws Failure {
        return people.me(request);
    }

    private static void checkPolicy(Json.Obj body) throws Failure, MalformedJson {
        for (Map.Entry<String, Json> member :
                body.optionalObject("policy").orElse(Json.Obj.EMPTY).fields().entrySet()) {
            boolean number = !member.getKey().equals("max_hop_usage")
                    || member.getValue() instanceof Json.Num
                    || member.getValue() instanceof Json.Null;
            if (!POLICY.contains(member.getKey()) || !number) {
                throw new Failure(error(400, "E009", "Unknown policy", Json.Obj.EMPTY));
            }
        }
    }

    MockResponse open(Member me, Json.Obj body) throws Failure, MalformedJson, MalformedIdentity {
        String to = body.text("to");
        String equivalent = body.text("equivalent");
        String limit = ReferenceDecimal.signedText(body.text("limit")).orElseThrow(() -> new NumberFormatException());
        checkPolicy(body);
        Json.ObjBuilder signed =
                Json.object().put("to", to).put("equivalent", equivalent).put("limit", limit);
        body.find("policy").filter(policy -> !(policy instanceof Json.Null)).ifPresent(p -> signed.put("policy", p));
        verify(PublicKey.parse(me.publicKey), signed.build(), body);
        if (to.equals(me.pid)) {
            throw new Failure(error(400, "E009", "Cannot create trustline to yourself", Json.Obj.EMPTY));
        }
        if (!books.members.containsKey(to) || !books.equivalents.containsKey(equivalent)) {
            return missing("Not found");
        }
        if (books.line(me.pid, to, equivalent).isPresent()) {
            throw new Failure(error(409, "E008", "Trustline already exists", Json.Obj.EMPTY));
        }
        BigDecimal wanted = new BigDecimal(limit);
        if (wanted.signum() < 0 || wanted.compareTo(new BigDecimal("1000000000000")) >= 0) {
            throw new Failure(StubReplies.broken());
        }
        TrustLine line =
                new TrustLine(new UUID(1, books.lines.size() + 1L).toString(), me.pid, to, equivalent, wanted, now());
        line.policy = body.optionalObject("policy").orElse(Json.Obj.EMPTY);
        books.lines.put(line.id, line);
        return json(201, line(line));
    }

    MockResponse line(RecordedRequest request, String id) throws Failure, MalformedJson, MalformedIdentity {
        Member me = me(request);
        TrustLine line = books.lines.get(id);
        if (line == null || !(line.from.equals(me.pid) || line.to.equals(me.pid))) {
            return missing("Trustline not found");
        }
        if (request.getMethod().equals("GET")) {
            return ok(line(line));
        }
        if (!line.from.equals(me.pid)) {
            throw new Failure(error(403, "E006", "Not your trustline", Json.Obj.EMPTY));
        }
        if (line.status.equals("closed")) {
            throw new Failure(error(
                    409,
                    "E008",
                    "Trustline is closed",
                    Json.object()
                            .put("reason", "TRUSTLINE_CLOSED")
                            .put("trustline_id", id)
                            .build()));
        }
        Json.Obj body = body(request);
        checkPolicy(body);
        Json.ObjBuilder signed = Json.object().put("id", id);
        Optional<String> limit = body.optionalText("limit");
        if (request.getMethod().equals("PATCH")) {
            limit.flatMap(ReferenceDecimal::signedText).ifPresent(text -> signed.put("limit", text));
            body.find("policy")
                    .filter(policy -> !(policy instanceof Json.Null))
                    .ifPresent(p -> signed.put("policy", p));
        }
        verify(PublicKey.parse(me.publicKey), signed.build(), body);
        BigDecimal used = books.debt(line.to, line.from, line.equivalent);
        if (request.getMethod().equals("DELETE")) {
            if (used.signum() != 0
                    || books.debt(line.from, line.to, line.equivalent).signum() != 0) {
                throw new Failure(error(400, "E009", "Debt not cleared", Json.Obj.EMPTY));
            }
            line.status = "closed";
            return ok(Json.object()
                    .put("status", "success")
                    .put("message", "Trustline closed")
                    .build());
        }
        if (limit.isPresent()) {
            BigDecimal wanted = new BigDecimal(limit.get());
            if (wanted.compareTo(used) < 0) {
                throw new Failure(error(
                        400,
                        "E009",
                        "New limit is below the used amount",
                        Json.object()
                                .put("used", ReferenceBooks.stored(used))
                                .put("limit", limit.get())
                                .build()));
            }
            line.limit = wanted;
        }
        for (Map.Entry<String, Json> member :
                body.optionalObject("policy").orElse(Json.Obj.EMPTY).fields().entrySet()) {
            line.policy = line.policy.with(member.getKey(), member.getValue());
        }
        return ok(line(line));
    }

    MockResponse lines(RecordedRequest request) throws Failure {
        Member me = me(request);
        String direction = query(request, "direction").orElse("all");
        String status = query(request, "status").orElse("active");
        List<Json> found = new ArrayList<>();
        for (TrustLine line : new ArrayList<>(books.lines.values()).reversed()) {
            boolean mine = line.from.equals(me.pid) && !direction.equals("incoming");
            boolean theirs = line.to.equals(me.pid) && !direction.equals("outgoing");
            if ((mine || theirs) && line.status.equals(status)) {
                found.add(line(line));
            }
        }
        return items(page(request, found));
    }

    Json.Obj line(TrustLine line) {
        BigDecimal used = books.debt(line.to, line.from, line.equivalent);
        return Json.object()
                .put("policy", line.policy)
                .put("id", line.id)
                .put("from", line.from)
                .put("to", line.to)
                .put("from_display_name", books.members.get(line.from).name)
                .put("to_display_name", books.members.get(line.to).name)
                .put("equivalent", line.equivalent)
                .put("limit", ReferenceBooks.stored(line.limit))
                .put("used", ReferenceBooks.stored(used))
                .put("available", ReferenceBooks.stored(line.limit.subtract(used)))
                .put("status", line.status)
                .put("created_at", line.createdAt)
                .put("updated_at", line.createdAt)
                .build();
    }
}
