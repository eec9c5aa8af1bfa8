package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A ring is written in one way only. */
final class CircleTest {

    @Test
    void howeverARingIsTurnedItIsTheSameAndBeginsWithTheFirstText() {
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            List<UUID> lines = new ArrayList<>();
            for (int hop = 0; hop < 3 + random.nextInt(8); hop++) {
                lines.add(new UUID(random.nextLong(), random.nextLong()));
            }
            Circle circle = new Circle(lines, "HOUR", 5);
            assertThat(circle.lines().getFirst())
                    .isEqualTo(lines.stream()
                            .min(Comparator.comparing(UUID::toString))
                            .orElseThrow());
            Collections.rotate(lines, random.nextInt(10));
            assertThat(new Circle(lines, "HOUR", 5)).isEqualTo(circle);
            assertThat(new Circle(lines, "HOUR", 5).id(2)).isEqualTo(circle.id(2));
            assertThat(new Circle(lines, "HOUR", 6).id(2)).isNotEqualTo(circle.id(2));
            Collections.reverse(lines);
            assertThat(new Circle(lines, "HOUR", 5).id(2)).isNotEqualTo(circle.id(2));
        }
    }

    @Test
    void twoLinesOrSixtyFiveOrNothingMakeNoCircle() {
        List<UUID> lines = new ArrayList<>(List.of(new UUID(0, 1), new UUID(0, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Circle(lines, "HOUR", 1));
        for (int i = 3; i <= 65; i++) {
            lines.add(new UUID(0, i));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Circle(lines, "HOUR", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Circle(lines.subList(0, 4), "HOUR", 0));
    }
}
