package org.tallystick.feature.payment.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.node.Answer;
import org.tallystick.node.Place;
import org.tallystick.node.TestChain;

class PaymentQueriesTest {

    @TempDir
    Path folder;

    private final TestChain chain = new TestChain();

    @BeforeEach
    void settle() {
        for (String name : List.of("ada", "bob", "eve")) {
            chain.register(name);
        }
        chain.trust("bob", "ada", "100");
        chain.trust("eve", "bob", "100");
        chain.seal();
    }

    @Test
    void aPaymentIsFoundByItsIdAndByItsPlace() throws Exception {
        Answer answer = chain.pay(
                "ada",
                Json.object()
                        .put("tx_id", "a-rare-id")
                        .put("to", TestChain.pid("eve").text())
                        .put("equivalent", TestChain.HOUR)
                        .put("amount", "12.5")
                        .put("description", "Bread & wine")
                        .build());
        assertThat(answer).isInstanceOf(Answer.Committed.class);
        chain.seal();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 100)) {
            PaymentRow payment = new PaymentRow(
                    new Place(chain.blocks().getLast().height(), 0),
                    "a-rare-id",
                    chain.account("ada"),
                    chain.account("eve"),
                    TestChain.HOUR,
                    1_250,
                    Optional.of("Bread & wine"),
                    chain.blocks().getLast().block().header().timestampMs());
            assertThat(projected.payments().byTxId("a-rare-id").value()).contains(payment);
            assertThat(projected.payments().at(payment.place()).value()).contains(payment);
            assertThat(projected.payments().byTxId("another").value()).isEmpty();
            assertThat(projected.payments().at(new Place(0, 0)).value()).isEmpty();
        }
        try (ProjectedChain erased =
                new ProjectedChain(folder.resolve("erased")).project(chain.blocksWithout("ada"), 100)) {
            PaymentRow payment = erased.payments().byTxId("a-rare-id").value().orElseThrow();
            assertThat(payment.description()).isEmpty();
            assertThat(payment.amountMinor()).isEqualTo(1_250);
        }
    }

    @Test
    void thePaymentsOfAnAccountComeInPagesTheLatestFirst() throws Exception {
        for (int i = 1; i <= 10; i++) {
            assertThat(chain.pay("ada", i % 2 == 0 ? "bob" : "eve", i + ".00")).isInstanceOf(Answer.Committed.class);
            if (i % 3 == 0) {
                chain.seal();
            }
        }
        chain.seal();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 2)) {
            assertThat(amounts(projected, "ada", 3)).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(amounts(projected, "bob", 4)).containsExactly(10L, 8L, 6L, 4L, 2L);
            assertThat(amounts(projected, "eve", 100)).containsExactly(9L, 7L, 5L, 3L, 1L);
            assertThat(projected
                            .payments()
                            .ofAccount(chain.account("eve"), OptionalLong.empty(), 1)
                            .height())
                    .isEqualTo(chain.blocks().getLast().height());
        }
    }

    private List<Long> amounts(ProjectedChain projected, String name, int limit) throws Exception {
        List<Long> amounts = new ArrayList<>();
        OptionalLong from = OptionalLong.empty();
        do {
            PaymentPage page = projected
                    .payments()
                    .ofAccount(chain.account(name), from, limit)
                    .value();
            page.payments().forEach(payment -> amounts.add(payment.amountMinor() / 100));
            from = page.next();
        } while (from.isPresent());
        return amounts;
    }
}
