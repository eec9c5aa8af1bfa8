package org.tallystick.feature.clearing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.node.Place;
import org.tallystick.node.TestChain;

class ClearingQueriesTest {

    @TempDir
    Path folder;

    @Test
    void aCircleOfThreeIsThereWithItsUnitAndAmount() throws Exception {
        TestChain chain = new TestChain();
        for (String name : List.of("ada", "bob", "eve")) {
            chain.register(name);
        }
        chain.trust("bob", "ada", "100");
        chain.trust("eve", "bob", "100");
        chain.trust("ada", "eve", "100");
        chain.seal();
        chain.pay("ada", "bob", "5");
        chain.pay("bob", "eve", "4");
        chain.pay("eve", "ada", "7");
        chain.seal();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 100)) {
            ClearingRow clearing = new ClearingRow(
                    new Place(chain.blocks().getLast().height(), 3),
                    TestChain.HOUR,
                    400,
                    3,
                    chain.blocks().getLast().block().header().timestampMs());
            assertThat(projected.clearings().latest(Optional.empty(), 10).value())
                    .containsExactly(clearing);
            assertThat(projected
                            .clearings()
                            .latest(Optional.of(clearing.place()), 10)
                            .value())
                    .isEmpty();
            assertThat(projected
                            .lines()
                            .line(TestChain.line("ada", "eve"))
                            .value()
                            .orElseThrow()
                            .debtMinor())
                    .isEqualTo(300);
        }
    }
}
