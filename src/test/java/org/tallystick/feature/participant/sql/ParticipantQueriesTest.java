package org.tallystick.feature.participant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.pid;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.feature.operator.Town;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;
import org.tallystick.node.block.PersonalText;

class ParticipantQueriesTest {

    @TempDir
    Path folder;

    private final TestChain chain = new TestChain();

    @BeforeEach
    void register() {
        assertThat(chain.register(
                        "ada",
                        Json.object()
                                .put("display_name", "Ada Æsir")
                                .put("type", "business")
                                .put(
                                        "profile",
                                        Json.object().put("city", "Bergen").build())
                                .build()))
                .isInstanceOf(Answer.Committed.class);
        chain.seal();
        chain.register("adam", Json.object().put("display_name", "adam").build());
        chain.register("eve", Json.object().put("display_name", "Eve").build());
        chain.seal();
    }

    @Test
    void someoneIsFoundByPidWithAllTheySaid() throws Exception {
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 100)) {
            assertThat(projected.participants().byPid(pid("ada")).value())
                    .contains(new ParticipantRow(
                            chain.account("ada"),
                            pid("ada"),
                            Optional.of("Ada Æsir"),
                            Optional.of("{\"city\":\"Bergen\"}"),
                            Optional.of("business"),
                            AccountStatus.ACTIVE,
                            chain.blocks().get(2).block().header().timestampMs()));
            assertThat(projected.participants().byPid(pid("nobody")).value()).isEmpty();
            assertThat(projected.participants().nameOf(pid("eve")).value()).contains("Eve");
            assertThat(projected.participants().byPid(pid("eve")).height())
                    .isEqualTo(chain.blocks().getLast().height());
        }
    }

    @Test
    void aNameIsFoundExactlyAndItsBeginningWhateverTheCase() throws Exception {
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 1)) {
            ParticipantQueries participants = projected.participants();
            assertThat(participants.byName("Eve", 10).value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("eve"));
            assertThat(participants.byName("eve", 10).value()).isEmpty();
            assertThat(participants.byNamePrefix("ADA", 0, 10).value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("ada"), pid("adam"));
            assertThat(participants.byNamePrefix("ada æ", 0, 10).value()).hasSize(1);
            assertThat(participants.byNamePrefix("Ada ae", 0, 10).value()).hasSize(1);
            assertThat(participants.byNameWords(List.of("AE", "ad"), 10).value())
                    .as("words in any order, without the letters of another language")
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("ada"));
            assertThat(participants.byNameWords(List.of("da"), 10).value()).isEmpty();
            assertThat(participants.byNameWords(List.of("%"), 10).value())
                    .as("what a pattern means elsewhere")
                    .isEmpty();
            assertThat(participants
                            .byPidPrefix(pid("eve").text().substring(0, 6), 10)
                            .value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("eve"));
            assertThat(participants.byNamePrefix("", 1, 1).value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("adam"));
        }
    }

    @Test
    void aChangedNameReplacesTheOldOneAndLeavesTheRest() throws Exception {
        chain.update("ada", Json.object().put("display_name", "Beate").build());
        chain.update("eve", Json.object().put("profile", Json.object().build()).build());
        chain.seal();
        for (int batch : List.of(1, 100)) {
            try (ProjectedChain projected =
                    new ProjectedChain(folder.resolve("by " + batch)).project(chain.blocks(), batch)) {
                ParticipantRow ada =
                        projected.participants().byPid(pid("ada")).value().orElseThrow();
                assertThat(ada.displayName()).contains("Beate");
                assertThat(ada.profile()).contains("{\"city\":\"Bergen\"}");
                assertThat(ada.type()).contains("business");
                assertThat(projected.participants().byName("Ada Æsir", 10).value())
                        .isEmpty();
                ParticipantRow eve =
                        projected.participants().byPid(pid("eve")).value().orElseThrow();
                assertThat(eve.displayName()).contains("Eve");
                assertThat(eve.profile()).contains("{}");
            }
        }
    }

    @Test
    void whoIsImportedHasTheNameTheyCameWith() throws Exception {
        Pid label = pid("label");
        chain.imported(
                "import",
                List.of(new PersonalText("display_name", label, "Label 7")),
                List.of(
                        new Operation.OpenAccount(label, AccountStatus.UNCLAIMED, null),
                        new Operation.OpenAccount(pid("silent"), AccountStatus.UNCLAIMED, null)));
        chain.seal();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 2)) {
            ParticipantRow found =
                    projected.participants().byName("Label 7", 10).value().getFirst();
            assertThat(found.account()).isEqualTo(chain.account("label"));
            assertThat(found.type()).isEmpty();
            assertThat(projected.participants().nameOf(pid("silent")).value()).isEmpty();
            assertThat(projected
                            .participants()
                            .byAccounts(List.of(found.account(), chain.account("silent"), 999))
                            .value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(label, pid("silent"));
        }
    }

    @Test
    void theTextsOfAnErasedPersonAreGoneAndTheirAccountStays() throws Exception {
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocksWithout("ada"), 100)) {
            ParticipantRow ada =
                    projected.participants().byPid(pid("ada")).value().orElseThrow();
            assertThat(ada.displayName()).isEmpty();
            assertThat(ada.profile()).isEmpty();
            assertThat(ada.account()).isEqualTo(chain.account("ada"));
            assertThat(projected.participants().byNamePrefix("ada", 0, 10).value())
                    .extracting(ParticipantRow::pid)
                    .containsExactly(pid("adam"));
        }
    }

    @Test
    void aNameThatIsTooLongForItsColumnIsCutBetweenCharacters() {
        String name = "x".repeat(254) + "\uD83D\uDE00y";
        assertThat(SearchName.of(name)).isEqualTo("x".repeat(254));
        assertThat(SearchName.of("ﬁne")).isEqualTo("fine");
        assertThat(SearchName.of("Amir HODŽIĆ")).isEqualTo("amir hodzic");
        assertThat(SearchName.of("Łódź Straße Ærø")).isEqualTo("lodz strasse aero");
    }

    @Test
    void peopleAreFoundByWhatTheirAccountMayDo() throws Exception {
        Town town = new Town();
        Town.done(town.stand("otto", "freeze", "ben"));
        town.chain.seal();
        Town.done(town.stand("otto", "freeze", "cy"));
        Town.done(town.stand("otto", "unfreeze", "ben"));
        town.chain.seal();
        assertThat(found(town, "", AccountStatus.FROZEN)).containsExactly("cy");
        assertThat(found(town, "", AccountStatus.ACTIVE)).containsExactly("ada", "audrey", "ben", "otto");
        assertThat(found(town, "a", AccountStatus.ACTIVE)).containsExactly("ada", "audrey");
        assertThat(found(town, "", AccountStatus.PENDING)).isEmpty();
    }

    private List<String> found(Town town, String text, AccountStatus status) throws Exception {
        Path place = folder.resolve(status.word() + text);
        try (ProjectedChain projected = new ProjectedChain(place).project(town.chain.blocks(), 2)) {
            ParticipantSearch search = new ParticipantSearch(text, Optional.of("person"), Optional.of(status));
            ParticipantPage page = projected.participants().page(search, 0, 10).value();
            assertThat(page.total()).isEqualTo(page.rows().size());
            return page.rows().stream()
                    .map(row -> row.displayName().orElseThrow())
                    .toList();
        }
    }
}
