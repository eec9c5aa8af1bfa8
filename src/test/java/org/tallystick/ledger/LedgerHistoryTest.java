package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;

/** Random histories of commands: the ledger does the same as a naive one written from design §3. */
class LedgerHistoryTest {

    private static final int COMMANDS = 200;

    /** Of a thousand commands, the fewest that must have been each of these for the histories to be worth something. */
    private static final Map<String, Integer> FEWEST_PER_MILLE = Map.ofEntries(
            Map.entry("kept pay", 100),
            Map.entry("paid over several hops", 20),
            Map.entry("cancelled, then owed on one hop", 10),
            Map.entry("kept clear", 5),
            Map.entry("kept hold", 50),
            Map.entry("held on several legs", 20),
            Map.entry("held on a line by its creditor's leave", 1),
            Map.entry("kept capture", 50),
            Map.entry("captured after a freeze", 30),
            Map.entry("captured after a ban", 2),
            Map.entry("captured after midnight", 15),
            Map.entry("kept release", 5),
            Map.entry("kept expire", 3),
            Map.entry("kept freeze line", 40),
            Map.entry("kept change account", 20),
            Map.entry("kept close line", 5),
            Map.entry("kept import", 3),
            Map.entry("whole transaction undone", 20),
            Map.entry("refused transaction undone", 100),
            Map.entry("block undone", 10),
            Map.entry("started from a snapshot", 5),
            Map.entry("refused for the day", 1),
            Map.entry("refused E002", 30),
            Map.entry("refused E003", 4),
            Map.entry("refused E004", 5),
            Map.entry("refused E006", 8),
            Map.entry("refused E008", 15),
            Map.entry("refused E009", 20),
            Map.entry("refused E011", 3),
            Map.entry("refused E012", 10),
            Map.entry("refused E013", 8),
            Map.entry("refused E015", 2),
            Map.entry("refused E017", 15));

    private final Coverage coverage = new Coverage();

    @Property(
            tries = 500,
            seed = "4242",
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF,
            afterFailure = AfterFailureMode.RANDOM_SEED)
    void theLedgerDoesWhatTheDesignSays(@ForAll("seeds") long seed) {
        coverage.begin();
        new History(seed, coverage).run(COMMANDS);
        coverage.end();
    }

    @Tag("long")
    @Property(tries = 25_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theLedgerDoesWhatTheDesignSaysForLong(@ForAll("seeds") long seed) {
        coverage.begin();
        new History(seed, coverage).run(COMMANDS);
        coverage.end();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    @AfterProperty
    void theHistoriesWentWhereItIsDeep() {
        if (coverage.broken()) {
            // What is reported is why a history broke off, not that it did not get far.
            return;
        }
        assertThat(coverage.commands()).isGreaterThanOrEqualTo(100_000);
        FEWEST_PER_MILLE.forEach((what, fewest) -> assertThat(coverage.perMille(what))
                .as(() -> what + " of 1000 commands, of all:\n" + coverage)
                .isGreaterThanOrEqualTo(fewest));
    }
}
