package org.tallystick.feature.trust.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.line;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.ledger.LineStatus;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;

class TrustQueriesTest {

    @TempDir
    Path folder;

    private final TestChain chain = new TestChain();

    @BeforeEach
    void settle() {
        for (String name : List.of("ada", "bob", "eve")) {
            chain.register(name);
        }
        done(chain.trust("bob", "ada", "100"));
        done(chain.trust(
                "eve",
                "bob",
                TestChain.HOUR,
                "50",
                Json.object().put("daily_limit", "7.5").build()));
        chain.seal();
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    @Test
    void aLineIsFoundWithWhatIsOwedOnIt() throws Exception {
        done(chain.pay("ada", "bob", "30"));
        chain.seal();
        done(chain.pay("bob", "ada", "4.50"));
        done(chain.pay("bob", "ada", "0.25"));
        chain.seal();
        for (int batch : List.of(1, 2, 100)) {
            try (ProjectedChain projected =
                    new ProjectedChain(folder.resolve("by " + batch)).project(chain.blocks(), batch)) {
                assertThat(projected.lines().line(line("bob", "ada")).value())
                        .contains(new TrustLineRow(
                                0,
                                line("bob", "ada"),
                                chain.account("bob"),
                                chain.account("ada"),
                                TestChain.HOUR,
                                10_000,
                                "{\"can_be_intermediate\":true}",
                                LineStatus.ACTIVE,
                                chain.blocks().get(2).block().header().timestampMs(),
                                2_525));
                TrustLineRow other =
                        projected.lines().line(line("eve", "bob")).value().orElseThrow();
                assertThat(other.debtMinor()).isZero();
                assertThat(other.policy()).isEqualTo("{\"can_be_intermediate\":true,\"daily_limit\":\"7.50\"}");
                assertThat(projected.lines().line(new UUID(1, 2)).value()).isEmpty();
            }
        }
    }

    @Test
    void whatTheCreditorChangesIsChangedAndTheRestStays() throws Exception {
        done(chain.change("bob", "ada", Json.object().put("limit", "20").build()));
        done(chain.change("eve", "bob", Json.object().put("status", "frozen").build()));
        chain.seal();
        done(chain.change(
                "bob",
                "ada",
                Json.object()
                        .put("policy", Json.object().put("max_hop_usage", "3").build())
                        .build()));
        done(chain.close("eve", "bob"));
        done(chain.trust("ada", "eve", "5"));
        done(chain.close("ada", "eve"));
        chain.seal();
        for (int batch : List.of(1, 100)) {
            try (ProjectedChain projected =
                    new ProjectedChain(folder.resolve("by " + batch)).project(chain.blocks(), batch)) {
                TrustLineRow line =
                        projected.lines().line(line("bob", "ada")).value().orElseThrow();
                assertThat(line.limitMinor()).isEqualTo(2_000);
                assertThat(line.policy()).isEqualTo("{\"can_be_intermediate\":true,\"max_hop_usage\":\"3.00\"}");
                assertThat(line.status()).isEqualTo(LineStatus.ACTIVE);
                assertThat(projected
                                .lines()
                                .line(line("eve", "bob"))
                                .value()
                                .orElseThrow()
                                .status())
                        .isEqualTo(LineStatus.CLOSED);
                assertThat(projected
                                .lines()
                                .line(line("ada", "eve"))
                                .value()
                                .orElseThrow()
                                .status())
                        .isEqualTo(LineStatus.CLOSED);
            }
        }
    }

    @Test
    void theLinesOfAnAccountComeInPagesInTheOrderOfTheirOpening() throws Exception {
        done(chain.trust("ada", "eve", "1"));
        done(chain.trust("ada", "bob", "2"));
        chain.seal();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 100)) {
            TrustQueries lines = projected.lines();
            assertThat(lines.granted(chain.account("ada"), -1, 10).value())
                    .extracting(TrustLineRow::id)
                    .containsExactly(line("ada", "eve"), line("ada", "bob"));
            assertThat(lines.granted(chain.account("ada"), 2, 10).value())
                    .extracting(TrustLineRow::id)
                    .containsExactly(line("ada", "bob"));
            assertThat(lines.received(chain.account("bob"), -1, 1).value())
                    .extracting(TrustLineRow::id)
                    .containsExactly(line("eve", "bob"));
            assertThat(lines.received(999, -1, 1).value()).isEmpty();
        }
    }
}
