package org.tallystick.app.town;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.PracticeKeys;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.money.DecimalText;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.Node;

/** Makes a town and lives through its weeks, from a Monday up to now. */
public final class Town {

    /** The most weeks that a history may have. */
    public static final int MAX_WEEKS = 52;

    private static final long MINUTE_MS = 60_000;
    private static final long WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
    private static final long VALID_MS = 2 * MINUTE_MS;

    /** What happens within so many minutes of each other stands in one block. */
    private static final int BLOCK_MINUTES = 20;

    private static final long CHANCE_OF_PLAN = 1;
    private static final long CHANCE_OF_IDS = 2;
    private static final long CHANCE_OF_WEEKS = 100;

    private final Node node;
    private final PracticeKeys practice;
    private final RunningClock clock;
    private final TownPlan plan;
    private final long seed;
    private final Ids ids;
    private final Map<String, KeyPair> keys = new HashMap<>();
    private final Map<Integer, UUID> openLines = new HashMap<>();
    private final Map<Integer, Long> limits = new HashMap<>();
    private final Set<Integer> joinedWeeks = new HashSet<>();
    private final List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    private long payments;
    private long refusedPayments;

    /**
     * What a town became.
     *
     * @param participants how many people and shops
     * @param lines how many lines of trust were planned
     * @param payments how many payments were made
     * @param refused how many found no way or not enough credit
     * @param fromMs when it began
     */
    public record Report(int participants, int lines, long payments, long refused, long fromMs) {}

    /**
     * What came of making one.
     *
     * @param folder whether it stands in its place
     * @param report what it became
     */
    public record Made(NewFolder.Outcome folder, Report report) {}

    private Town(NodeApp app, RunningClock clock, TownPlan plan, long seed) {
        this.node = app.node();
        this.practice = app.practiceKeys().orElseThrow();
        this.clock = clock;
        this.plan = plan;
        this.seed = seed;
        this.ids = new Ids(clock, chance(seed, CHANCE_OF_IDS));
    }

    /**
     * Makes a town.
     *
     * @param place where its data folder is to stand
     * @param password wiped; null to leave the key file open
     * @param seed the same seed gives the same people, lines and payments
     * @param weeks how many whole weeks lie behind, 1 to {@link #MAX_WEEKS}
     * @param machine clock and randomness
     * @throws IOException when something cannot be written; nothing is left then
     */
    public static Made make(Path place, char @Nullable [] password, long seed, int weeks, Machine machine)
            throws IOException {
        return make(place, password, seed, weeks, machine, app -> {});
    }

    /**
     * As {@link #make(Path, char[], long, int, Machine)}, and lets something more happen there now.
     *
     * @param then with the town as it is now, before it is verified
     */
    public static Made make(
            Path place, char @Nullable [] password, long seed, int weeks, Machine machine, NewFolder.Filling then)
            throws IOException {
        long nowMs = machine.clock().wallMs();
        long startMs = monday(nowMs) - weeks * WEEK_MS;
        RunningClock clock = new RunningClock(startMs);
        TownPlan plan = new TownPlan(planDice(seed), weeks);
        Machine past = new Machine(clock, machine.randomness(), machine.passwordCost());
        Report[] report = new Report[1];
        NewFolder.Outcome outcome = NewFolder.make(place, password, true, past, app -> {
            // Batches come by this computer's seconds, in which weeks go by here: what they cleared would not be the
            // seed's.
            app.clearing().close();
            report[0] = new Town(app, clock, plan, seed).live(startMs, nowMs);
            clock.moveTo(Math.max(nowMs, clock.wallMs()));
            then.fill(app);
        });
        return new Made(outcome, report[0] == null ? new Report(0, 0, 0, 0, startMs) : report[0]);
    }

    /** What a town of this seed is planned with. */
    static Dice planDice(long seed) {
        return new Dice(chance(seed, CHANCE_OF_PLAN));
    }

    private static Randomness chance(long seed, long stream) {
        return Randomness.seeded(seed * 1_000_003 + stream);
    }

    private static long monday(long nowMs) {
        LocalDate today = Instant.ofEpochMilli(nowMs).atZone(ZoneOffset.UTC).toLocalDate();
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    private Report live(long startMs, long nowMs) throws IOException {
        NewFolder.submit(
                node,
                HubTransactions.imported(
                        "town",
                        List.of(),
                        List.of(Json.object()
                                .put("fact", "town")
                                .put("seed", seed)
                                .build()),
                        List.of(
                                new Operation.DefineEquivalent(TownPlan.HOUR, TownPlan.PRECISION, true),
                                new Operation.DefineEquivalent(TownPlan.MONEY, TownPlan.PRECISION, true))));
        for (int week = 0; startMs + week * WEEK_MS <= nowMs; week++) {
            live(startMs + week * WEEK_MS, nowMs, week);
        }
        keys.values().forEach(KeyPair::close);
        return new Report(
                plan.residents().size(), plan.lines().size(), payments - refusedPayments, refusedPayments, startMs);
    }

    private void live(long mondayMs, long nowMs, int week) throws IOException {
        List<TownWeek.Happening> happenings = TownWeek.of(plan, new Dice(chance(seed, CHANCE_OF_WEEKS + week)), week);
        join(week);
        int blockBegan = -1;
        for (TownWeek.Happening happening : happenings) {
            long atMs = mondayMs + happening.minute() * MINUTE_MS;
            if (atMs > nowMs) {
                break;
            }
            if (blockBegan < 0 || happening.minute() - blockBegan > BLOCK_MINUTES) {
                settle();
                blockBegan = happening.minute();
                clock.moveTo(Math.max(atMs, clock.wallMs()));
            }
            switch (happening) {
                case TownWeek.Happening.Pays pays -> pay(pays);
                case TownWeek.Happening.Trusts trusts -> trust(trusts);
            }
        }
        settle();
    }

    private void join(int week) throws IOException {
        if (!joinedWeeks.add(week)) {
            return;
        }
        for (Resident resident : plan.residents()) {
            if (resident.week() == week) {
                submit(
                        resident,
                        "participant.register",
                        Json.object()
                                .put("statement_id", ids.next())
                                .put("display_name", resident.label())
                                .put("type", resident.isShop() ? "business" : "person")
                                .put("public_key", key(resident).publicKey().text()));
            }
        }
        settle();
        List<TownPlan.Line> lines = plan.lines();
        for (int number = 0; number < lines.size(); number++) {
            if (lines.get(number).week() == week) {
                open(number, lines.get(number));
            }
        }
        settle();
    }

    private void open(int number, TownPlan.Line line) {
        String id = ids.next();
        openLines.put(number, LineIds.of(id, 0));
        limits.put(number, line.limit() * 100L);
        Json.ObjBuilder fields = Json.object()
                .put("statement_id", id)
                .put("to", key(line.debtor()).pid().text())
                .put("equivalent", line.equivalent())
                .put("limit", Integer.toString(line.limit()));
        if (!line.passes()) {
            fields.put("policy", Json.object().put("can_be_intermediate", false).build());
        }
        submit(line.creditor(), "trustline.create", fields);
    }

    private void trust(TownWeek.Happening.Trusts trusts) {
        UUID id = openLines.get(trusts.line());
        Long limitMinor = limits.get(trusts.line());
        if (id == null || limitMinor == null) {
            return;
        }
        long newMinor = limitMinor * trusts.percent() / 100;
        submit(
                plan.lines().get(trusts.line()).creditor(),
                "trustline.update",
                Json.object()
                        .put("statement_id", ids.next())
                        .put("id", id.toString())
                        .put("limit", DecimalText.print(newMinor, TownPlan.PRECISION)));
        limits.put(trusts.line(), newMinor);
    }

    private void pay(TownWeek.Happening.Pays pays) {
        submit(
                pays.from(),
                "payment.create",
                Json.object()
                        .put("tx_id", ids.next())
                        .put("to", key(pays.to()).pid().text())
                        .put("equivalent", pays.equivalent())
                        .put("amount", DecimalText.print(pays.hundredths(), TownPlan.PRECISION))
                        .putIfPresent("description", pays.note())
                        .put(
                                "valid_until",
                                Instant.ofEpochMilli(clock.wallMs() + VALID_MS).toString()));
        payments++;
    }

    private void submit(Resident resident, String action, Json.ObjBuilder fields) {
        waiting.add(node.submit(SignedStatement.sign(key(resident), action, node.hub(), fields.build())));
    }

    /** Waits until everything is durable or refused; whoever has not enough credit goes home without bread. */
    private void settle() throws IOException {
        for (CompletableFuture<Answer> answer : waiting) {
            if (answer.join() instanceof Answer.Refused no) {
                switch (no.refusal().code()) {
                    case E001, E002 -> refusedPayments++;
                    case E003 -> {
                        // More is owed than the new limit: the old one stays.
                    }
                    default ->
                        throw new IOException("the town did what cannot be: "
                                + no.refusal().code() + " " + no.refusal().details());
                }
            }
        }
        waiting.clear();
    }

    private KeyPair key(Resident resident) {
        return keys.computeIfAbsent(resident.label(), practice::of);
    }
}
