package org.tallystick.app.town;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.app.NodeApp;
import org.tallystick.app.PracticeKeys;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;

/** Lets neighbours and shops of a town trust somebody new, so that they can pay at once. One thread. */
public final class Newcomers {

    private static final int NEIGHBOURS = 3;
    private static final int SHOPS = 2;
    private static final String HOURS = "12";
    private static final String TAB = "1500";

    private final NodeApp app;
    private final PracticeKeys practice;
    private final TownPlan plan;
    private final Ids ids;

    /**
     * Knows a town.
     *
     * @param app the town's node
     * @param seed the town's
     * @param weeks the town's
     * @param ids ids of statements
     */
    public Newcomers(NodeApp app, long seed, int weeks, Ids ids) {
        this.app = app;
        this.practice = app.practiceKeys().orElseThrow();
        this.plan = new TownPlan(Town.planDice(seed), weeks);
        this.ids = ids;
    }

    /**
     * Opens lines to somebody who has just joined: from the neighbours and the shops whom the most others trust.
     *
     * @throws IOException when the node refuses one
     */
    public void welcome(Pid newcomer) throws IOException {
        for (Resident neighbour : trusted(plan.neighbours(), TownPlan.HOUR, NEIGHBOURS)) {
            open(neighbour, newcomer, TownPlan.HOUR, HOURS);
        }
        for (Resident shop : trusted(plan.shops(), TownPlan.MONEY, SHOPS)) {
            open(shop, newcomer, TownPlan.MONEY, TAB);
        }
    }

    private List<Resident> trusted(List<Resident> among, String unit, int count) {
        return among.stream()
                .filter(resident -> resident.week() == 0)
                .sorted(Comparator.<Resident>comparingLong(
                                resident -> -linesTo(resident, unit).count())
                        .thenComparing(Resident::label))
                .limit(count)
                .toList();
    }

    private Stream<TownPlan.Line> linesTo(Resident resident, String unit) {
        return plan.lines().stream()
                .filter(line -> line.debtor().equals(resident))
                .filter(line -> line.equivalent().equals(unit) && line.passes());
    }

    private void open(Resident creditor, Pid newcomer, String unit, String limit) throws IOException {
        Json.Obj fields = Json.object()
                .put("statement_id", ids.next())
                .put("to", newcomer.text())
                .put("equivalent", unit)
                .put("limit", limit)
                .build();
        try (KeyPair key = practice.of(creditor.label())) {
            Answer answer = app.node()
                    .submit(SignedStatement.sign(
                            key, "trustline.create", app.node().hub(), fields))
                    .join();
            if (answer instanceof Answer.Refused no) {
                throw new IOException(
                        "the town did not take a line: " + no.refusal().code());
            }
        }
    }
}
