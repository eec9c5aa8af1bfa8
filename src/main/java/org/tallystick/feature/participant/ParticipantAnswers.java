package org.tallystick.feature.participant;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.trust.UnitTotals;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.ledger.AccountStatus;

/** What answers say about participants: each shape with its schema, in one place. Stateless; any thread. */
final class ParticipantAnswers {

    /** More equivalents than any hub has. */
    private static final int MAX_EQUIVALENTS = 10_000;

    private static final Schema.Obj STATS = Schema.object(
            Schema.need("total_incoming_trust", Schemas.NET),
            Schema.need("total_outgoing_trust", Schemas.NET),
            Schema.need("total_debt", Schemas.NET),
            Schema.need("total_credit", Schemas.NET),
            Schema.need("net_balance", Schemas.NET));

    private static final Schema.Obj ANYBODY = Schema.object(
            Schema.need("pid", Schemas.PID),
            Schema.may("display_name", Schema.text(1, 1024)),
            Schema.may("type", Schema.word("person", "business", "hub")),
            Schema.may("profile", Schemas.PROFILE),
            Schema.need(
                    "status",
                    Schema.word(Arrays.stream(AccountStatus.values())
                            .map(AccountStatus::word)
                            .toArray(String[]::new))),
            Schema.need("verification_level", new Schema.Whole(0, 3)),
            Schema.need("created_at", Schemas.TIME));

    /** Somebody in a list, and who has just registered. */
    static final Schema PARTICIPANT = new Schema.Named("Participant", ANYBODY);

    /** The caller. */
    static final Schema OWN = new Schema.Named(
            "OwnParticipant",
            ANYBODY.and(
                    Schema.need(
                            "stats",
                            new Schema.Named(
                                    "ParticipantStats", STATS.and(Schema.may("equivalent", Schemas.EQUIVALENT)))),
                    Schema.need(
                            "stats_by_equivalent",
                            new Schema.Entries(new Schema.Named("EquivalentStats", STATS), MAX_EQUIVALENTS))));

    /** Somebody who was asked for. */
    static final Schema SHOWN = new Schema.Named(
            "PublicParticipant",
            ANYBODY.and(Schema.need(
                    "public_stats",
                    new Schema.Named(
                            "PublicStats",
                            Schema.object(
                                    Schema.may("equivalent", Schemas.EQUIVALENT),
                                    Schema.need("total_incoming_trust", Schemas.NET),
                                    Schema.need(
                                            "incoming_trust_by_equivalent",
                                            new Schema.Entries(Schemas.NET, MAX_EQUIVALENTS)),
                                    Schema.need("member_since", Schemas.TIME))))));

    private ParticipantAnswers() {}

    static Json.Obj participant(Participant who) {
        return anybody(who).build();
    }

    private static Json.ObjBuilder anybody(Participant who) {
        Json.ObjBuilder json = Json.object()
                .put("pid", who.pid().text())
                .putIfPresent("display_name", who.displayName())
                .putIfPresent("type", who.type());
        who.profile().ifPresent(profile -> json.put("profile", profile));
        return json.put("status", who.standing().status().word())
                .put("verification_level", who.verificationLevel())
                .put("created_at", Wire.time(who.createdAtMs()));
    }

    static Json.Obj own(Participant who, ParticipantTotals totals) {
        Json.ObjBuilder units = Json.object();
        totals.units().forEach(unit -> units.put(unit.equivalent(), stats(unit).build()));
        return anybody(who)
                .put(
                        "stats",
                        stats(totals.first())
                                .putIfPresent("equivalent", firstCode(totals))
                                .build())
                .put("stats_by_equivalent", units.build())
                .build();
    }

    static Json.Obj shown(Participant who, ParticipantTotals totals) {
        Json.ObjBuilder units = Json.object();
        totals.units().forEach(unit -> units.put(unit.equivalent(), Wire.amount(unit.mayOweMinor(), unit.precision())));
        return anybody(who)
                .put(
                        "public_stats",
                        Json.object()
                                .putIfPresent("equivalent", firstCode(totals))
                                .put(
                                        "total_incoming_trust",
                                        Wire.amount(
                                                totals.first().mayOweMinor(),
                                                totals.first().precision()))
                                .put("incoming_trust_by_equivalent", units.build())
                                .put("member_since", Wire.time(who.createdAtMs()))
                                .build())
                .build();
    }

    private static Optional<String> firstCode(ParticipantTotals totals) {
        return Optional.of(totals.first().equivalent()).filter(code -> !code.isEmpty());
    }

    private static Json.ObjBuilder stats(UnitTotals unit) {
        int precision = unit.precision();
        return Json.object()
                .put("total_incoming_trust", Wire.amount(unit.mayOweMinor(), precision))
                .put("total_outgoing_trust", Wire.amount(unit.mayBeOwedMinor(), precision))
                .put("total_debt", Wire.amount(unit.owesMinor(), precision))
                .put("total_credit", Wire.amount(unit.owedMinor(), precision))
                .put("net_balance", Wire.amount(unit.netMinor(), precision));
    }
}
