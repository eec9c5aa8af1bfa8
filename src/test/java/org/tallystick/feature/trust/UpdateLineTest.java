package org.tallystick.feature.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;
import org.tallystick.node.block.Transaction;

class UpdateLineTest {

    private final TestChain chain = new TestChain();

    @Test
    void aChangedLineTellsItsLimitBefore() {
        chain.register("ann");
        chain.register("bob");
        chain.trust("ann", "bob", "10");
        for (String limit : new String[] {"25.5", "0"}) {
            assertThat(chain.change(
                            "ann", "bob", Json.object().put("limit", limit).build()))
                    .isInstanceOf(Answer.Committed.class);
        }
        chain.change("ann", "bob", Json.object().put("status", "frozen").build());
        chain.seal();
        List<Json.Obj> facts = chain.blocks().getLast().block().transactions().stream()
                .filter(transaction -> transaction.frame().type().equals("trustline.update"))
                .map(Transaction::facts)
                .map(List::getFirst)
                .toList();
        assertThat(facts)
                .hasSize(3)
                .allSatisfy(fact -> assertThat(fact.text("fact")).isEqualTo("before"));
        assertThat(facts).extracting(fact -> fact.text("limit")).containsExactly("10.00", "25.50", "0.00");
        assertThat(chain.replayedSnapshot()).isEqualTo(chain.snapshot());
    }
}
