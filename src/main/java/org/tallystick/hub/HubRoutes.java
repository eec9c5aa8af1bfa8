package org.tallystick.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.ledger.Equivalent;
import org.tallystick.node.NodeHealth;

/** The routes by which a hub says who it is and how it is. Any thread. */
public final class HubRoutes {

    private static final Schema LIMITS = new Schema.Named("HubLimits", new Schema.Entries(Schemas.COUNT, 40));
    private static final Schema HELLO = new Schema.Named(
            "HubHello",
            Schema.object(
                    Schema.need("nonce", Schema.text(1, 128)),
                    Schema.need("url", Schema.text(1, 300)),
                    Schema.need("time", Schemas.TIME),
                    Schema.need("signature", Schemas.SIGNATURE)));
    private static final Schema HUB = new Schema.Named(
            "Hub",
            Schema.object(
                    Schema.need("pid", Schemas.PID),
                    Schema.need("public_key", Schemas.PUBLIC_KEY),
                    Schema.need("name", Schema.text(0, 255)),
                    Schema.need("version", Schema.text(1, 64)),
                    Schema.need("dialects", Schema.list(Schema.word("bound", "reference"), 2)),
                    Schema.need("registration", Schema.word("open", "approval")),
                    Schema.need("practice", new Schema.Flag()),
                    Schema.need("limits", LIMITS),
                    Schema.need("policies", Schema.object(Schema.need("clearing", Schema.word("automatic")))),
                    Schema.need(
                            "equivalents",
                            Schema.list(
                                    Schema.object(
                                            Schema.need("code", Schemas.EQUIVALENT),
                                            Schema.need("precision", new Schema.Whole(0, 8))),
                                    10_000)),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("epoch", Schemas.COUNT),
                    Schema.may("hello", HELLO)));
    private static final Schema HEALTH = new Schema.Named(
            "Health",
            Schema.object(
                    Schema.need("status", Schema.word("ok", "degraded", "failed")),
                    Schema.may("reason", Schema.text(1, 64)),
                    Schema.need("version", Schema.text(1, 64)),
                    Schema.need("uptime_seconds", Schemas.COUNT),
                    Schema.need(
                            "database",
                            Schema.object(
                                    Schema.need("reachable", new Schema.Flag()),
                                    Schema.may("latency_ms", Schemas.COUNT))),
                    Schema.need("chain_tip_block", Schemas.COUNT),
                    Schema.need("last_indexed_block", new Schema.Whole(-1, Long.MAX_VALUE)),
                    Schema.need("last_indexed_timestamp", Schemas.TIME),
                    Schema.need("ingestion_lag_seconds", Schemas.COUNT),
                    Schema.need("ingestion_lag_transactions", Schemas.COUNT),
                    Schema.need("timestamp", Schemas.TIME)));
    private static final Schema METRICS = new Schema.Named("Metrics", new Schema.Entries(new Schema.Any(), 100));
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Desk desk;
    private final KeyPair hubKey;
    private final Supplier<HubFacts> facts;
    private final HubSettings settings;
    private final Supplier<URI> address;
    private final PaymentLimits payments;
    private final Meters meters;
    private final Supplier<Map<String, Long>> gauges;
    private final Clock clock;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param hubKey signs what the hub says
     * @param facts what it says about itself
     * @param settings what it lets through
     * @param address how others reach it
     * @param payments what one payment may ask
     * @param meters what was answered
     * @param gauges further counts by name, such as sockets
     * @param clock of this machine
     */
    public HubRoutes(
            Desk desk,
            KeyPair hubKey,
            Supplier<HubFacts> facts,
            HubSettings settings,
            Supplier<URI> address,
            PaymentLimits payments,
            Meters meters,
            Supplier<Map<String, Long>> gauges,
            Clock clock) {
        this.desk = desk;
        this.hubKey = hubKey;
        this.facts = facts;
        this.settings = settings;
        this.address = address;
        this.payments = payments;
        this.meters = meters;
        this.gauges = gauges;
        this.clock = clock;
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(
                Route.get("/hub", "getHub")
                        .about("Hub", "Who this hub is, what it takes, and with a nonce the proof that it is the one")
                        .access(Access.PUBLIC)
                        .query("nonce", Schema.text(1, 128, "[A-Za-z0-9_-]{1,128}"))
                        .answers(200, HUB)
                        .handledBy(this::hub),
                Route.get("/health", "getHealth")
                        .about(
                                "hub",
                                "How the hub is: whether it serves, and how far its database is behind its history")
                        .access(Access.PUBLIC)
                        .rate(Rate.NONE)
                        .answers(200, HEALTH)
                        .answers(503, HEALTH)
                        .handledBy(this::health),
                Route.get("/metrics", "getMetrics")
                        .about("Hub", "Counters, as JSON or with Accept: text/plain as Prometheus reads them")
                        .access(Access.PUBLIC)
                        .rate(Rate.NONE)
                        .answersOrPlain(200, METRICS, PROMETHEUS)
                        .handledBy(this::metrics));
    }

    private Reply hub(Call call) throws ApiError {
        HubFacts now = facts.get();
        NodeHealth health = desk.health();
        Json.ObjBuilder hub = Json.object()
                .put("pid", hubKey.pid().text())
                .put("public_key", hubKey.publicKey().text())
                .put("name", now.name())
                .put("version", now.version())
                .put("dialects", Json.of(now.dialects().stream().map(Json::of).toList()))
                .put("registration", now.registration())
                .put("practice", desk.node().practice())
                .put("limits", limits(now.rates()))
                .put("policies", Json.object().put("clearing", "automatic").build())
                .put("equivalents", Json.of(equivalents()))
                .put("height", health.height())
                .put("epoch", health.epoch());
        call.find("nonce").ifPresent(nonce -> hub.put("hello", hello(nonce)));
        return Reply.ok(hub.build());
    }

    /** A signature over {@code {"action":"hub.hello","hub","nonce","url","time"}} (design §5). */
    private Json.Obj hello(String nonce) {
        String url = address.get().toString();
        String time = Instant.ofEpochMilli(clock.wallMs()).toString();
        Json.Obj signed = Json.object()
                .put("action", "hub.hello")
                .put("hub", hubKey.pid().text())
                .put("nonce", nonce)
                .put("url", url)
                .put("time", time)
                .build();
        return Json.object()
                .put("nonce", nonce)
                .put("url", url)
                .put("time", time)
                .put("signature", hubKey.sign(CanonicalJson.bytes(signed)).text())
                .build();
    }

    private Json.Obj limits(Rates rates) {
        HubLimits limits = settings.limits();
        return Json.object()
                .put("reads_per_minute", limits.rated() ? rates.reads() : 0)
                .put("writes_per_minute", limits.rated() ? rates.writes() : 0)
                .put("auth_per_minute", limits.rated() ? rates.auth() : 0)
                .put("body_bytes", limits.bodyBytes())
                .put("frame_bytes", limits.frameBytes())
                .put("json_depth", limits.jsonDepth())
                .put("connections", limits.connections())
                .put("request_seconds", limits.headMs() / 1000)
                .put("max_hops", payments.maxHops())
                .put("max_paths", payments.maxPaths())
                .put("description_length", PaymentLimits.MAX_DESCRIPTION)
                .build();
    }

    private List<Json> equivalents() throws ApiError {
        return desk.ask(view -> {
            List<Json> all = new ArrayList<>();
            for (int number = 0; number < view.ledger().equivalentCount(); number++) {
                Equivalent equivalent = view.ledger().equivalent(number);
                if (equivalent.active()) {
                    all.add(Json.object()
                            .put("code", equivalent.code())
                            .put("precision", equivalent.precision())
                            .build());
                }
            }
            return all;
        });
    }

    private Reply health(Call call) throws ApiError, InterruptedException {
        NodeHealth health = desk.health();
        Optional<Long> latencyMs = latencyMs();
        boolean serving = health.mode() == NodeHealth.Mode.SERVING && latencyMs.isPresent();
        Json.ObjBuilder answer = Json.object()
                .put("status", serving ? "ok" : health.mode() == NodeHealth.Mode.FAILED ? "failed" : "degraded");
        if (!serving) {
            answer.put("reason", health.reason().orElse(latencyMs.isEmpty() ? "database" : "failed"));
        }
        Json.ObjBuilder database = Json.object().put("reachable", latencyMs.isPresent());
        latencyMs.ifPresent(ms -> database.put("latency_ms", ms));
        long indexedMs = indexedMs(health);
        answer.put("version", facts.get().version())
                .put("uptime_seconds", meters.uptimeSeconds())
                .put("database", database.build())
                .put("chain_tip_block", health.height())
                .put("last_indexed_block", health.projectedHeight())
                .put("last_indexed_timestamp", Instant.ofEpochMilli(indexedMs).toString())
                .put(
                        "ingestion_lag_seconds",
                        health.lagTransactions() == 0 ? 0 : Math.max(0, (health.timestampMs() - indexedMs) / 1000))
                .put("ingestion_lag_transactions", health.lagTransactions())
                .put("timestamp", Instant.ofEpochMilli(clock.wallMs()).toString());
        return new Reply.Data(serving ? 200 : 503, answer.build());
    }

    private long indexedMs(NodeHealth health) throws ApiError {
        if (health.lagTransactions() == 0) {
            return health.timestampMs();
        }
        return desk.block(Math.max(0, health.projectedHeight()))
                .map(block -> block.header().timestampMs())
                .orElse(0L);
    }

    private Optional<Long> latencyMs() throws InterruptedException {
        long beganNs = clock.monotonicNs();
        try {
            desk.node().store().read((handle, height) -> height);
            return Optional.of((clock.monotonicNs() - beganNs) / 1_000_000);
        } catch (org.tallystick.store.ProjectionUnavailable unavailable) {
            return Optional.empty();
        }
    }

    private Reply metrics(Call call) {
        Map<String, Long> counts = counts();
        if (call.origin().accept().contains("text/plain")) {
            StringBuilder text = new StringBuilder();
            counts.forEach((name, value) -> text.append("# TYPE tallystick_")
                    .append(name)
                    .append(" gauge\ntallystick_")
                    .append(name)
                    .append(' ')
                    .append(value)
                    .append('\n'));
            meters.byStatus()
                    .forEach((status, count) -> text.append("tallystick_answers_total{status=\"")
                            .append(status)
                            .append("\"} ")
                            .append(count)
                            .append('\n'));
            return new Reply.Plain(200, PROMETHEUS, text.toString().getBytes(UTF_8));
        }
        Json.ObjBuilder answer = Json.object();
        counts.forEach(answer::put);
        Json.ObjBuilder statuses = Json.object();
        meters.byStatus().forEach((status, count) -> statuses.put(status.toString(), count));
        return Reply.ok(answer.put("answers_by_status", statuses.build()).build());
    }

    private Map<String, Long> counts() {
        NodeHealth health = desk.health();
        Map<String, Long> counts = new java.util.TreeMap<>(gauges.get());
        counts.put("uptime_seconds", meters.uptimeSeconds());
        counts.put("requests_total", meters.requests());
        counts.put("requests_under_way", meters.underWay());
        counts.put("requests_last_10_seconds", (long) meters.requestsOfTenSeconds());
        counts.put("chain_tip_block", health.height());
        counts.put("last_indexed_block", health.projectedHeight());
        counts.put("ingestion_lag_transactions", health.lagTransactions());
        counts.put("clearings_dropped_total", health.droppedFollowing());
        Runtime machine = Runtime.getRuntime();
        counts.put("heap_used_bytes", machine.totalMemory() - machine.freeMemory());
        return counts;
    }
}
