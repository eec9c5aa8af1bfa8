package org.tallystick.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.ui.Later;
import org.tallystick.ui.fx.Pages.Page;
import org.tallystick.ui.fx.Pages.Source;

class PagesTest {

    private static final int PAGE = 10;

    private final Later later = new Later();
    private final Pages<String> pages = new Pages<>(later);
    private final List<String> shown = new ArrayList<>();
    private int failures;

    private static Source<String> list(String name, int total) {
        return from -> new Page<>(
                IntStream.range((int) from, (int) Math.min(total, from + PAGE))
                        .mapToObj(number -> name + number)
                        .toList(),
                total);
    }

    private void first(Source<String> source) {
        pages.first(
                source,
                page -> {
                    shown.clear();
                    shown.addAll(page.entries());
                },
                thrown -> failures++);
    }

    private void next() {
        pages.next(page -> shown.addAll(page.entries()));
    }

    private void answer() {
        later.next();
    }

    @Test
    void pagesComeOneAfterTheOtherUntilAllIsThere() {
        first(list("a", 25));
        answer();
        next();
        next();
        assertThat(later.waiting()).as("one at a time").isOne();
        answer();
        next();
        answer();
        assertThat(shown).hasSize(25).doesNotHaveDuplicates().endsWith("a24");
        next();
        assertThat(later.waiting()).isZero();
    }

    @Test
    void theNextPageOfTheListBeforeIsDropped() {
        first(list("a", 25));
        answer();
        first(list("b", 25));
        next();
        answer();
        assertThat(shown).hasSize(PAGE).allMatch(entry -> entry.startsWith("b"));
        answer();
        assertThat(shown).hasSize(PAGE);
        next();
        answer();
        assertThat(shown).hasSize(2 * PAGE).allMatch(entry -> entry.startsWith("b"));
    }

    @Test
    void theNextPageStillCountsUntilAnotherListIsThere() {
        first(list("a", 25));
        answer();
        next();
        first(list("b", 5));
        answer();
        assertThat(shown).hasSize(2 * PAGE).endsWith("a19");
        answer();
        assertThat(shown).containsExactly("b0", "b1", "b2", "b3", "b4");
    }

    @Test
    void aPageThatDoesNotComeIsAskedForAgain() {
        boolean[] broken = {false};
        first(from -> {
            if (broken[0]) {
                throw new IllegalStateException("the test breaks it");
            }
            return list("a", 25).read(from);
        });
        answer();
        broken[0] = true;
        next();
        answer();
        assertThat(shown).hasSize(PAGE);
        broken[0] = false;
        next();
        answer();
        assertThat(shown).hasSize(2 * PAGE);
        assertThat(failures).isZero();
    }

    @Test
    void aListThatBecameShorterEnds() {
        int[] total = {25};
        first(from -> list("a", total[0]).read(from));
        answer();
        total[0] = 3;
        next();
        answer();
        next();
        assertThat(later.waiting()).isZero();
        assertThat(shown).hasSize(PAGE);
    }
}
