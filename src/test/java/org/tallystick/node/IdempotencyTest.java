package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.block.Frame;

/** Idempotency keys: what was asked for under one is done once a day, over any stop. */
final class IdempotencyTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final long DAY_MS = 86_400_000L;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private Path folder;
    private int statementIds;

    @BeforeEach
    void nameFolder() {
        folder = temp.resolve("node");
    }

    private TestNode community() throws IOException {
        TestNode node = TestNode.create(folder, clock);
        node.define("HOUR", 2);
        node.register("ann");
        node.register("bob");
        return node;
    }

    private static IdempotencyKey key(String scope, String body) {
        return new IdempotencyKey(Sha256.of(scope.getBytes(UTF_8)), Sha256.of(body.getBytes(UTF_8)));
    }

    private SignedStatement rename(String name, String newName) {
        return SignedStatement.sign(
                TestNode.key(name),
                "participant.update",
                TestNode.pid("hub"),
                Json.object()
                        .put("display_name", newName)
                        .put("statement_id", "statement-" + statementIds++)
                        .build());
    }

    private Answer rename(TestNode node, String name, String newName, IdempotencyKey key) {
        return node.node
                .submit(List.of(rename(name, newName)), Optional.of(key))
                .join();
    }

    private static ErrorCode code(Answer answer) {
        return ((Answer.Refused) answer).refusal().code();
    }

    @Test
    void theSameKeyAndBodyGetTheFirstAnswerAgainWhateverTheStatementsId() throws IOException {
        try (TestNode node = community()) {
            Answer.Committed first = (Answer.Committed) rename(node, "ann", "Anna", key("ann PATCH 1", "Anna"));
            clock.pass(3_600_000);
            Answer.Committed again = (Answer.Committed) rename(node, "ann", "Anna", key("ann PATCH 1", "Anna"));
            assertThat(first.replayed()).isFalse();
            assertThat(again)
                    .isEqualTo(new Answer.Committed(
                            first.txId(), first.height(), first.position(), first.timestampMs(), true, List.of()));
            assertThat(node.seq("ann")).isEqualTo(2);
        }
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefusedAndAnotherScopeIsNot() throws IOException {
        try (TestNode node = community()) {
            rename(node, "ann", "Anna", key("ann PATCH 1", "Anna"));
            assertThat(code(rename(node, "ann", "Anne", key("ann PATCH 1", "Anne"))))
                    .isEqualTo(ErrorCode.E018);
            assertThat(rename(node, "bob", "Bobby", key("bob PATCH 1", "Anna"))).isInstanceOf(Answer.Committed.class);
        }
    }

    @Test
    void theSameKeyWhileTheFirstIsInTheSameBlockIsAnsweredWithIt() throws IOException {
        try (TestNode node = community()) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            node.node
                    .ask(view -> {
                        // While the ledger thread is here, both get into the queue.
                        for (int i = 0; i < 2; i++) {
                            answers.add(
                                    node.node.submit(List.of(rename("ann", "Anna")), Optional.of(key("s", "Anna"))));
                        }
                        return true;
                    })
                    .join();
            Answer.Committed first = (Answer.Committed) answers.get(0).join();
            Answer.Committed second = (Answer.Committed) answers.get(1).join();
            assertThat(first.replayed()).isFalse();
            assertThat(second.replayed()).isTrue();
            assertThat(second.txId()).isEqualTo(first.txId());
            assertThat(node.seq("ann")).isEqualTo(2);
        }
    }

    @Test
    void aRefusalLeavesTheKeyFree() throws IOException {
        try (TestNode node = community()) {
            SignedStatement unknown = SignedStatement.sign(
                    TestNode.key("nobody"),
                    "participant.update",
                    TestNode.pid("hub"),
                    Json.object().put("display_name", "x").build());
            assertThat(code(node.node
                            .submit(List.of(unknown), Optional.of(key("s", "x")))
                            .join()))
                    .isEqualTo(ErrorCode.E011);
            assertThat(rename(node, "ann", "Anna", key("s", "Anna"))).isInstanceOf(Answer.Committed.class);
        }
    }

    @Test
    void aKeyIsKeptForADayOfBlockTimeAndThenFree() throws IOException {
        try (TestNode node = community()) {
            rename(node, "ann", "Anna", key("s", "Anna"));
            clock.pass(DAY_MS);
            assertThat(code(rename(node, "ann", "Anne", key("s", "Anne")))).isEqualTo(ErrorCode.E018);
            clock.pass(1);
            Answer.Committed second = (Answer.Committed) rename(node, "ann", "Anne", key("s", "Anne"));
            assertThat(second.replayed()).isFalse();
            clock.pass(DAY_MS);
            assertThat(((Answer.Committed) rename(node, "ann", "Anne", key("s", "Anne"))).height())
                    .isEqualTo(second.height());
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void aKeyIsThereAfterACleanStopAndAfterLosingTheSnapshot() throws IOException {
        Answer.Committed first;
        try (TestNode node = community()) {
            first = (Answer.Committed) rename(node, "ann", "Anna", key("s", "Anna"));
        }
        assertThat(verify().isClean()).isTrue();
        for (int start = 0; start < 2; start++) {
            try (TestNode node = TestNode.open(folder, clock)) {
                assertThat(node.report.snapshotHeight().isPresent()).isEqualTo(start == 0);
                Answer.Committed again = (Answer.Committed) rename(node, "ann", "Anna", key("s", "Anna"));
                assertThat(again.replayed()).isTrue();
                assertThat(again.txId()).isEqualTo(first.txId());
                assertThat(again.height()).isEqualTo(first.height());
                assertThat(code(rename(node, "ann", "Anne", key("s", "Anne")))).isEqualTo(ErrorCode.E018);
            }
            Files.deleteIfExists(folder.resolve("snapshot.bin"));
        }
    }

    @Test
    void aKeyOutlivesTheErasureOfWhoUsedIt() throws IOException {
        try (TestNode node = community()) {
            rename(node, "ann", "Anna", key("s", "Anna"));
            node.node.erase(TestNode.pid("ann"));
        }
        Files.delete(folder.resolve("snapshot.bin"));
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(code(rename(node, "bob", "x", key("s", "x")))).isEqualTo(ErrorCode.E018);
        }
    }

    @Test
    void aBlockThatCouldNotBeWrittenLeavesTheKeyFree() throws IOException {
        FaultyFiles files = new FaultyFiles();
        try (TestNode node = TestNode.create(
                folder, clock, config -> config.withJournal(config.journal().withFiles(files)))) {
            node.register("ann");
            files.arm(FaultyFiles.Fault.FORCE_FAILS, 0);
            assertThat(code(rename(node, "ann", "Anna", key("s", "Anna")))).isEqualTo(ErrorCode.E020);
            Answer.Committed second = (Answer.Committed) rename(node, "ann", "Anne", key("s", "Anne"));
            assertThat(second.replayed()).isFalse();
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void noIdOfAClientCanBeTakenForAKey() {
        IdempotencyKey.Mark mark = key("s", "b").mark();
        assertThat(IdempotencyKey.Mark.isId(mark.id())).isTrue();
        assertThat(Frame.isTxId(mark.id())).isFalse();
        assertThatThrownBy(() -> new IdempotencyKey(new byte[31], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatStandsInHistoryIsNeitherTheScopeNorTheBodysHash() {
        IdempotencyKey key = key("s", "b");
        String fact = key.mark().fact().toString();
        assertThat(fact)
                .doesNotContain(Hex.encode(key.scopeHash()))
                .doesNotContain(Hex.encode(key.bodyHash()))
                .contains(Hex.encode(key.mark().key()));
        assertThat(key("s2", "b").mark().body()).isNotEqualTo(key.mark().body());
    }

    @Test
    void manyKeysAtRandomTimesAreAnsweredAsANaiveModelSays() throws IOException {
        record Use(String body, String txId, long untilMs) {}
        Map<String, Use> model = new HashMap<>();
        Random random = new Random(5);
        try (TestNode node = community()) {
            for (int i = 0; i < 300; i++) {
                clock.pass(random.nextInt(4) == 0 ? random.nextInt(20 * 3_600_000) : random.nextInt(60_000));
                String scope = "scope-" + random.nextInt(6);
                String body = "name-" + random.nextInt(2);
                Use used = model.get(scope);
                boolean counts = used != null && used.untilMs >= clock.wallMs();
                Answer answer = rename(node, "ann", body, key(scope, body));
                if (counts && !used.body.equals(body)) {
                    assertThat(code(answer)).isEqualTo(ErrorCode.E018);
                } else {
                    Answer.Committed committed = (Answer.Committed) answer;
                    assertThat(committed.replayed()).isEqualTo(counts);
                    if (counts) {
                        assertThat(committed.txId()).isEqualTo(used.txId);
                    } else {
                        model.put(scope, new Use(body, committed.txId(), clock.wallMs() + DAY_MS));
                    }
                }
            }
        }
        assertThat(verify().isClean()).isTrue();
    }

    private Verification.Report verify() throws IOException {
        return Verification.run(new Verification.Input(
                new NodeFolder(folder), new NoPersonKeys(), false, TestNode::rooms, Optional.empty()));
    }
}
