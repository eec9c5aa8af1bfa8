package org.tallystick.feature.explorer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.money.DecimalText;

/** The routes that say whether the books hold (API map; fact sheet of the reference hub, §3, §10). Immutable. */
public final class IntegrityRoutes {

    private static final String CHAPTER = "Integrity";
    private static final int MAX_UNITS = 10_000;

    private static final Schema SEVERITY = Schema.word("healthy", "warning", "critical");

    private static final Schema INVARIANT = new Schema.Named(
            "Invariant",
            Schema.object(
                    Schema.need("passed", new Schema.Flag()),
                    Schema.need("violations", Schemas.COUNT),
                    Schema.may("value", Schemas.NET)));

    private static final Schema STATUS = new Schema.Named(
            "IntegrityStatus",
            Schema.object(
                    Schema.need("status", SEVERITY),
                    Schema.need("last_check", Schemas.TIME),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH),
                    Schema.need(
                            "equivalents",
                            new Schema.Entries(
                                    new Schema.Named(
                                            "EquivalentIntegrity",
                                            Schema.object(
                                                    Schema.need("status", SEVERITY),
                                                    Schema.need("checksum", Schemas.HASH),
                                                    Schema.need("last_verified", Schemas.TIME),
                                                    Schema.need("lines", Schemas.COUNT),
                                                    Schema.need(
                                                            "invariants",
                                                            Schema.object(
                                                                    Schema.need("zero_sum", INVARIANT),
                                                                    Schema.need("trust_limits", INVARIANT),
                                                                    Schema.need("debt_symmetry", INVARIANT))))),
                                    MAX_UNITS)),
                    Schema.need(
                            "alerts",
                            Schema.list(
                                    new Schema.Named(
                                            "IntegrityAlert",
                                            Schema.object(
                                                    Schema.need("severity", SEVERITY),
                                                    Schema.need("code", Schema.text(1, 64)),
                                                    Schema.may("reason", Schema.text(1, 64)))),
                                    MAX_UNITS))));

    private static final Schema CHECKSUM = new Schema.Named(
            "IntegrityChecksum",
            Schema.object(
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("checksum", Schemas.HASH),
                    Schema.need("lines", Schemas.COUNT),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("block_hash", Schemas.HASH),
                    Schema.need("created_at", Schemas.TIME),
                    Schema.need(
                            "own",
                            Schema.object(
                                    Schema.need("checksum", Schemas.HASH),
                                    Schema.need("lines", Schemas.COUNT),
                                    Schema.need("height", Schemas.COUNT))),
                    Schema.need(
                            "invariants_status",
                            Schema.object(
                                    Schema.need("zero_sum", new Schema.Flag()),
                                    Schema.need("trust_limits", new Schema.Flag()),
                                    Schema.need("debt_symmetry", new Schema.Flag())))));

    private final Integrity integrity;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param clock for the age of what was found
     */
    public IntegrityRoutes(Desk desk, Clock clock) {
        this.integrity = new Integrity(desk, clock);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(status(), checksum(), verify());
    }

    private Route status() {
        return Route.get("/integrity/status", "getIntegrity")
                .about(CHAPTER, "Whether the books of each equivalent hold, by a look that is at most a minute old.")
                .answers(200, STATUS)
                .handledBy(call -> Reply.ok(json(integrity.status())));
    }

    private Route checksum() {
        return Route.get("/integrity/checksum/{code}", "getChecksum")
                .about(
                        CHAPTER,
                        "The checksum over all lines of an equivalent, and the one over the caller's own lines.")
                .path("code", Schemas.EQUIVALENT)
                .answers(200, CHECKSUM)
                .fails(ErrorCode.E015)
                .handledBy(this::checksum);
    }

    private Route verify() {
        return Route.post("/integrity/verify", "verifyIntegrity")
                .about(CHAPTER, "Checks the whole ledger now, unless that was done in the last five seconds.")
                .body(new Schema.Named("IntegrityVerify", Schema.object(Schema.may("equivalent", Schemas.EQUIVALENT))))
                .answers(200, STATUS)
                .fails(ErrorCode.E015)
                .handledBy(this::verify);
    }

    private Reply verify(Call call) throws ApiError, InterruptedException {
        Optional<String> equivalent = call.body()
                .find("equivalent")
                .filter(Json.Str.class::isInstance)
                .map(code -> ((Json.Str) code).value());
        Integrity.Status found = integrity.verify();
        return Reply.ok(json(equivalent.isPresent() ? Integrity.only(found, equivalent.get()) : found));
    }

    private Reply checksum(Call call) throws ApiError, InterruptedException {
        String code = call.need("code");
        BooksReport books = integrity.recent(code);
        BooksReport.Unit unit = books.units().get(code);
        if (unit == null) {
            throw ApiError.of(ErrorCode.E015, "equivalent", code);
        }
        Integrity.Own own = integrity.own(call.who().pid(), code);
        return Reply.ok(Json.object()
                .put("equivalent", code)
                .put("checksum", unit.checksum())
                .put("lines", unit.lines())
                .put("height", books.height())
                .put("block_hash", books.blockHash())
                .put("created_at", time(books.atMs()))
                .put(
                        "own",
                        Json.object()
                                .put("checksum", own.checksum())
                                .put("lines", own.lines())
                                .put("height", own.height())
                                .build())
                .put(
                        "invariants_status",
                        Json.object()
                                .put("zero_sum", unit.sumsToZero())
                                .put("trust_limits", unit.overLimit() == 0)
                                .put("debt_symmetry", unit.crossed() == 0)
                                .build())
                .build());
    }

    private static Json json(Integrity.Status status) {
        Json.ObjBuilder units = Json.object();
        new TreeMap<>(status.books().units())
                .forEach((code, unit) ->
                        units.put(code, json(unit, status.books().atMs())));
        return Json.object()
                .put("status", word(status.severity()))
                .put("last_check", time(status.lastCheckMs()))
                .put("height", status.books().height())
                .put("block_hash", status.books().blockHash())
                .put("equivalents", units.build())
                .put(
                        "alerts",
                        Json.of(status.alerts().stream()
                                .map(IntegrityRoutes::json)
                                .toList()))
                .build();
    }

    private static Json json(Integrity.Alert alert) {
        return Json.object()
                .put("severity", word(alert.severity()))
                .put("code", alert.code())
                .putIfPresent("reason", alert.reason())
                .build();
    }

    private static Json json(BooksReport.Unit unit, long atMs) {
        long zeroSumViolations = unit.wrongNets() + (unit.netSumMinor() == 0 ? 0 : 1);
        return Json.object()
                .put("status", word(unit.holds() ? Integrity.Severity.HEALTHY : Integrity.Severity.CRITICAL))
                .put("checksum", unit.checksum())
                .put("last_verified", time(atMs))
                .put("lines", unit.lines())
                .put(
                        "invariants",
                        Json.object()
                                .put(
                                        "zero_sum",
                                        Json.object()
                                                .put("passed", unit.sumsToZero())
                                                .put("violations", zeroSumViolations)
                                                .put("value", DecimalText.print(unit.netSumMinor(), unit.precision()))
                                                .build())
                                .put("trust_limits", invariant(unit.overLimit()))
                                .put("debt_symmetry", invariant(unit.crossed()))
                                .build())
                .build();
    }

    private static Json invariant(long violations) {
        return Json.object()
                .put("passed", violations == 0)
                .put("violations", violations)
                .build();
    }

    private static String word(Integrity.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long timestampMs) {
        return Instant.ofEpochMilli(timestampMs).toString();
    }
}
