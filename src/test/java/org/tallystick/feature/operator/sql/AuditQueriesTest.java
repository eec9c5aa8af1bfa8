package org.tallystick.feature.operator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.operator.Town.done;
import static org.tallystick.node.TestChain.pid;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.feature.operator.Town;
import org.tallystick.node.CommittedBlock;

class AuditQueriesTest {

    @TempDir
    Path folder;

    private final Town town = new Town();

    @BeforeEach
    void acts() {
        done(town.stand("otto", "freeze", "ben"));
        done(town.act(
                "ada",
                "admin.ban",
                Json.object()
                        .put("participant", pid("ben").text())
                        .put("reason", "unmistakable")
                        .build()));
        town.chain.seal();
        done(town.act(
                "ada",
                "admin.equivalent",
                Json.object().put("code", "EGG").put("precision", 0).build()));
        done(town.config("ada", Json.object().put("name", "Village").build()));
        done(town.config("ada", Json.object().put("name", "Town").build()));
        town.chain.seal();
    }

    private AuditPage page(List<CommittedBlock> blocks, AuditFilter filter, long offset, int limit) throws Exception {
        try (ProjectedChain projected =
                new ProjectedChain(folder.resolve("at" + offset + "-" + limit)).project(blocks, 3)) {
            var answer = projected.audit().latest(filter, offset, limit);
            assertThat(answer.height()).isEqualTo(blocks.getLast().height());
            return answer.value();
        }
    }

    @Test
    void everyActIsThereWithWhoDidItAndWhatItChanged() throws Exception {
        AuditPage page = page(town.chain.blocks(), AuditFilter.ALL, 0, 100);
        assertThat(page.total()).isEqualTo(8);
        assertThat(page.rows())
                .extracting(AuditRow::action)
                .containsExactly(
                        "admin.config",
                        "admin.config",
                        "admin.equivalent",
                        "admin.ban",
                        "admin.freeze",
                        "admin.roles",
                        "admin.roles",
                        "operator.first_admin");
        AuditRow ban = page.rows().get(3);
        assertThat(ban.actor()).hasValue(town.chain.account("ada"));
        assertThat(ban.object()).contains(pid("ben").text());
        assertThat(ban.details()).isEqualTo("{\"after\":{\"status\":\"banned\"},\"before\":{\"status\":\"frozen\"}}");
        assertThat(page.rows().get(0).details())
                .isEqualTo("{\"after\":{\"name\":\"Town\"},\"before\":{\"name\":\"Village\"}}");
        assertThat(page.rows().get(0).object()).isEmpty();
        assertThat(page.rows().get(2).object()).contains("EGG");
        AuditRow first = page.rows().getLast();
        assertThat(first.actor()).isEmpty();
        assertThat(first.object()).contains(pid("ada").text());
        assertThat(first.timestampMs())
                .isEqualTo(town.chain
                        .blocks()
                        .get((int) first.place().height())
                        .block()
                        .header()
                        .timestampMs());
        assertThat(page.rows()).extracting(AuditRow::details).noneMatch(text -> text.contains("unmistakable"));
    }

    @Test
    void aFilterCountsAndShowsWhatFits() throws Exception {
        List<CommittedBlock> blocks = town.chain.blocks();
        AuditFilter ben = new AuditFilter(
                Optional.empty(), OptionalInt.empty(), Optional.of(pid("ben").text()));
        assertThat(page(blocks, ben, 0, 10).rows())
                .extracting(AuditRow::action)
                .containsExactly("admin.ban", "admin.freeze");
        AuditFilter otto =
                new AuditFilter(Optional.empty(), OptionalInt.of(town.chain.account("otto")), Optional.empty());
        assertThat(page(blocks, otto, 0, 11).total()).isEqualTo(1);
        AuditFilter config = new AuditFilter(
                Optional.of("admin.config"), OptionalInt.of(town.chain.account("ada")), Optional.empty());
        AuditPage second = page(blocks, config, 1, 1);
        assertThat(second.total()).isEqualTo(2);
        assertThat(second.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.details()).isEqualTo("{\"after\":{\"name\":\"Village\"}}"));
        assertThat(page(blocks, config, 2, 1).rows()).isEmpty();
    }

    @Test
    void theLogIsTheSameAfterThosePeopleWereErased() throws Exception {
        List<AuditRow> before =
                page(town.chain.blocks(), AuditFilter.ALL, 0, 100).rows();
        assertThat(before).hasSize(8);
        assertThat(page(town.chain.blocksWithout("ben", "ada", "otto"), AuditFilter.ALL, 0, 99)
                        .rows())
                .isEqualTo(before);
    }
}
