package org.tallystick.feature.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.operator.sql.AuditFilter;
import org.tallystick.feature.operator.sql.AuditPage;
import org.tallystick.feature.operator.sql.AuditQueries;
import org.tallystick.feature.operator.sql.AuditRow;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.http.Page;
import org.tallystick.http.Reply;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;

/** The acts of administration, for whoever has a role; texts that somebody wrote are not among them. Any thread but the node's own. */
final class AuditLog {

    private static final Schema PERSON = new Schema.Named(
            "ActPerson",
            Schema.object(Schema.need("pid", Schemas.PID), Schema.may("display_name", Schema.text(1, 1024))));

    private static final Schema FACTS = new Schema.Named("ActFacts", new Schema.Obj(List.of(), true));

    /** On the wire. */
    static final Schema ACT = new Schema.Named(
            "Act",
            Schema.object(
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("position", Schemas.COUNT),
                    Schema.need("at", Schemas.TIME),
                    Schema.need("action", Schema.text(1, 64)),
                    Schema.may("actor", PERSON),
                    Schema.may("participant", PERSON),
                    Schema.may("equivalent", Schemas.EQUIVALENT),
                    Schema.may("before", FACTS),
                    Schema.need("after", FACTS)));

    private final Desk desk;
    private final LastingFacts facts;
    private final Directory directory;
    private final AuditQueries queries;

    AuditLog(Desk desk, Directory directory) {
        this.desk = desk;
        this.facts = new LastingFacts(desk);
        this.directory = directory;
        this.queries = new AuditQueries(desk.node().store());
    }

    /**
     * A page of acts, the latest first.
     *
     * @param action the type of the transaction, if anything
     * @param actor who acted, if anybody
     * @param object a PID or the code of an equivalent, if anything
     * @throws ApiError E011 when the actor has no account
     */
    Reply.Listed latest(Optional<String> action, Optional<Pid> actor, Optional<String> object, Page page)
            throws ApiError, InterruptedException {
        AuditFilter filter =
                new AuditFilter(action, actor.isPresent() ? number(actor.get()) : OptionalInt.empty(), object);
        AuditPage found = desk.read(
                () -> queries.latest(filter, page.offset(), page.size()).value());
        Map<AuditRow, Pid> participants = new HashMap<>();
        Map<Pid, Party> known = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        for (AuditRow row : found.rows()) {
            row.actor().ifPresent(numbers::add);
            Optional<Pid> concerned = row.object().flatMap(AuditLog::pid);
            if (concerned.isPresent()) {
                participants.put(row, concerned.get());
                // An ADMIN who was named before they registered has no account yet.
                facts.party(concerned.get()).ifPresent(party -> {
                    known.put(party.pid(), party);
                    numbers.add(party.number());
                });
            }
        }
        Names names = new Names(facts.parties(numbers), known, directory.names(numbers));
        List<Json> acts = new ArrayList<>();
        for (AuditRow row : found.rows()) {
            acts.add(json(row, Optional.ofNullable(participants.get(row)), names));
        }
        return new Reply.Listed(acts, page, found.total());
    }

    private OptionalInt number(Pid actor) throws ApiError {
        return OptionalInt.of(facts.party(actor)
                .orElseThrow(() -> ApiError.of(ErrorCode.E011, AdminFields.PARTICIPANT, actor.text()))
                .number());
    }

    /** What an act concerns is a PID or a code, which is too short to be one. */
    private static Optional<Pid> pid(String object) {
        try {
            return Optional.of(Pid.parse(object));
        } catch (MalformedIdentity code) {
            return Optional.empty();
        }
    }

    /** Who is who on a page. */
    private record Names(Map<Integer, Party> numbers, Map<Pid, Party> pids, Map<Integer, String> names) {

        Json.Obj person(int number) {
            return person(Objects.requireNonNull(numbers.get(number)).pid(), Optional.ofNullable(names.get(number)));
        }

        Json.Obj person(Pid pid) {
            return person(
                    pid,
                    Optional.ofNullable(pids.get(pid))
                            .flatMap(party -> Optional.ofNullable(names.get(party.number()))));
        }

        private static Json.Obj person(Pid pid, Optional<String> name) {
            return Json.object()
                    .put("pid", pid.text())
                    .putIfPresent("display_name", name)
                    .build();
        }
    }

    private static Json json(AuditRow row, Optional<Pid> participant, Names names) {
        Json.ObjBuilder act = Json.object()
                .put("height", row.place().height())
                .put("position", row.place().position())
                .put("at", Wire.time(row.timestampMs()))
                .put("action", row.action());
        row.actor().ifPresent(number -> act.put("actor", names.person(number)));
        if (participant.isPresent()) {
            act.put(AdminFields.PARTICIPANT, names.person(participant.get()));
        } else {
            act.putIfPresent("equivalent", row.object());
        }
        try {
            Json.Obj details = Json.readObject(row.details().getBytes(UTF_8));
            details.optionalObject("before").ifPresent(before -> act.put("before", before));
            return act.put("after", details.object("after")).build();
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("The details of an act are what the projection wrote", malformed);
        }
    }
}
