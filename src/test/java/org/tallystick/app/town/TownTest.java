package org.tallystick.app.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.People;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.node.SetClock;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.UnitStanding;

class TownTest {

    /** A Tuesday, 2026-09-22, half past ten in the evening. */
    private static final long NOW_MS = 1_790_116_200_000L;

    @TempDir
    Path temp;

    private static TownPlan plan(long seed) {
        return new TownPlan(new Dice(Randomness.seeded(seed)), 6);
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndLinesAndAnotherOneOthers() {
        assertThat(plan(3).residents()).isEqualTo(plan(3).residents());
        assertThat(plan(3).lines()).isEqualTo(plan(3).lines());
        assertThat(plan(4).lines()).isNotEqualTo(plan(3).lines());
        assertThat(plan(3).residents()).hasSize(60).doesNotHaveDuplicates();
        assertThat(plan(3).lines().size()).isBetween(300, 800);
        assertThat(plan(3).lines())
                .allSatisfy(line -> assertThat(line.creditor()).isNotEqualTo(line.debtor()));
    }

    @Test
    void shopsSellWhileTheyAreOpenAndRestOnSunday() {
        List<TownWeek.Happening> week = TownWeek.of(plan(3), new Dice(Randomness.seeded(9)), 1);
        assertThat(week).isEqualTo(TownWeek.of(plan(3), new Dice(Randomness.seeded(9)), 1));
        for (TownWeek.Happening happening : week) {
            if (happening instanceof TownWeek.Happening.Pays pays
                    && pays.to().isShop()
                    && !pays.from().isShop()) {
                int hour = pays.minute() / 60 % 24;
                Trade trade = pays.to().trade();
                assertThat(hour).isBetween(trade.opens(), trade.closes() - 1);
                boolean sunday = pays.minute() / 60 / 24 == 6;
                assertThat(sunday && trade == Trade.GROCER).isFalse();
            }
        }
    }

    @Test
    void whatIsClearedInATownWhileItIsMadeDoesNotDependOnHowFastThatIs() throws IOException {
        Machine machine = new Machine(new SetClock(NOW_MS), Randomness.system(), () -> KdfProfile.STANDARD);
        int[] batches = new int[1];
        Town.Made made = Town.make(temp.resolve("slow"), null, 5, 1, machine, app -> {
            app.clearing().look();
            batches[0] = app.clearing().batches();
        });
        assertThat(made.folder()).isInstanceOf(NewFolder.Outcome.Made.class);
        assertThat(batches[0]).isZero();
    }

    @Test
    void aTownLivesThroughItsNodeAndTheSameSeedLeavesEverybodyWhereTheyWere() throws IOException, HubUnreachable {
        Map<String, List<UnitStanding>> first = standings("first");
        Map<String, List<UnitStanding>> second = standings("second");
        assertThat(first).isEqualTo(second);
        assertThat(first.values().stream()
                        .flatMap(List::stream)
                        .filter(balance -> balance.netMinor() != 0)
                        .count())
                .isGreaterThan(50);
    }

    private Map<String, List<UnitStanding>> standings(String name) throws IOException, HubUnreachable {
        Machine machine = new Machine(new SetClock(NOW_MS), Randomness.system(), () -> KdfProfile.STANDARD);
        Path place = temp.resolve(name);
        Town.Made made = Town.make(place, null, 5, 1, machine);
        assertThat(made.folder()).isInstanceOf(NewFolder.Outcome.Made.class);
        assertThat(made.report().payments()).isGreaterThan(300);
        assertThat(made.report().refused() * 3).isLessThan(made.report().payments());
        Map<String, List<UnitStanding>> standings = new HashMap<>();
        try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(place, null, machine)).app();
                NodeReader hub = app.reader()) {
            assertThat(app.node().health().timestampMs()).isBetween(NOW_MS - 3 * 3_600_000, NOW_MS);
            People people = new People(app);
            for (Resident resident : new TownPlan(Town.planDice(5), 1).residents()) {
                standings.put(
                        resident.label(),
                        hub.standing(people.find(resident.label()).orElseThrow())
                                .orElseThrow()
                                .units());
            }
        }
        return standings;
    }
}
