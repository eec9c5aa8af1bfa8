package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Histories of appends, faults, restarts and power cuts against a plain list of what was acknowledged. */
class JournalHistoryTest {

    private static final Path FOLDER = Path.of("journal");

    /** What may happen. */
    enum Kind {
        APPEND,
        FAULT,
        REPAIR,
        REOPEN,
        KILL,
        POWER_CUT
    }

    /** One thing that happens. */
    record Step(Kind kind, int amount) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Kind.APPEND),
                Tuple.of(4, Kind.FAULT),
                Tuple.of(2, Kind.REPAIR),
                Tuple.of(1, Kind.REOPEN),
                Tuple.of(1, Kind.KILL),
                Tuple.of(2, Kind.POWER_CUT));
        Arbitrary<Integer> amounts = Arbitraries.integers().between(0, 2000);
        return Combinators.combine(kinds, amounts)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = 400)
    void whatWasAcknowledgedIsThereAndNothingElse(@ForAll("histories") List<Step> history, @ForAll long seed)
            throws Exception {
        new Run(seed).play(history);
    }

    @Property(tries = 40_000)
    @Tag("long")
    void whatWasAcknowledgedIsThereAndNothingElseInManyHistories(
            @ForAll("histories") List<Step> history, @ForAll long seed) throws Exception {
        new Run(seed).play(history);
    }

    private static final class Run {

        private final CrashingFiles files;
        private final JournalConfig config;
        private final List<byte[]> acknowledged = new ArrayList<>();
        private byte @Nullable [] undecided;
        private Journal journal;
        private int serial;

        Run(long seed) throws IOException {
            files = new CrashingFiles(seed);
            config = Entries.small(FOLDER).withFiles(files);
            journal = Journal.create(config, Entries.CHAIN, 0);
        }

        void play(List<Step> history) throws Exception {
            for (Step step : history) {
                switch (step.kind()) {
                    case APPEND -> append(1 + step.amount());
                    case FAULT -> files.failAfter(step.amount() % 7, 1 + step.amount() % 4);
                    case REPAIR -> repair();
                    case REOPEN -> {
                        journal.close();
                        open();
                    }
                    case KILL -> open();
                    case POWER_CUT -> {
                        files.crash();
                        open();
                    }
                }
                assertThat(journal.height()).isEqualTo(acknowledged.size() - 1);
            }
            assertHoldsTheAcknowledged();
            files.crash();
            open();
            assertHoldsTheAcknowledged();
            journal.append(JournalEntry.of(acknowledged.size(), new byte[32], (byte) 0, new byte[1]));
        }

        private void append(int bytes) {
            byte[] payload = Entries.payload(serial++, bytes);
            boolean hadFailed = journal.failed();
            try {
                journal.append(JournalEntry.of(acknowledged.size(), Entries.hash(serial), (byte) 0, payload));
                assertThat(hadFailed).isFalse();
                acknowledged.add(payload);
            } catch (AppendFailed e) {
                assertThat(e.reason() == AppendFailed.Reason.NEEDS_REPAIR).isEqualTo(hadFailed);
                if (!hadFailed && journal.failed()) {
                    undecided = payload;
                }
            }
        }

        private void repair() {
            try {
                journal.repair();
                assertThat(journal.failed()).isFalse();
                undecided = null;
            } catch (AppendFailed e) {
                assertThat(journal.failed()).isTrue();
            }
        }

        private void open() throws Exception {
            JournalOpening outcome;
            try {
                outcome = Journal.open(config, 0);
            } catch (IOException e) {
                files.heal();
                outcome = Journal.open(config, 0);
            }
            assertThat(outcome).isInstanceOf(JournalOpening.Opened.class);
            journal = ((JournalOpening.Opened) outcome).journal();
            if (journal.height() == acknowledged.size() && undecided != null) {
                acknowledged.add(undecided);
                undecided = null;
            }
            if (!journal.failed()) {
                undecided = null;
            }
            assertHoldsTheAcknowledged();
        }

        private void assertHoldsTheAcknowledged() throws ReadFailed {
            List<byte[]> found = new ArrayList<>();
            journal.verifyAll(record -> found.add(record.payload()));
            assertThat(found).usingElementComparator(java.util.Arrays::compare).containsExactlyElementsOf(acknowledged);
            if (!acknowledged.isEmpty()) {
                int some = serial % acknowledged.size();
                assertThat(journal.read(some).orElseThrow().payload()).isEqualTo(acknowledged.get(some));
            }
        }
    }
}
