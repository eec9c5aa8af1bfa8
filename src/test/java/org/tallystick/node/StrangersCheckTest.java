package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

/** A proof out of a real node is checked by a script in another language that knows only the format. */
final class StrangersCheckTest {

    private static final Path SCRIPT = Path.of("src/docs/examples/check_proof.py");
    private static final long START_MS = 1_790_000_000_000L;
    private static final long SEED = 20261122;

    @TempDir
    Path temp;

    private record Run(int exitCode, String out, String err) {}

    private Run run(byte[] proof) throws IOException, InterruptedException {
        Path file = temp.resolve("proof.json");
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Files.write(file, proof);
        Process process;
        try {
            process = new ProcessBuilder("python3", "-I", "-S", SCRIPT.toString(), file.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException missing) {
            return fail("This test needs the programs python3 and openssl on the path", missing);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("The script did not end");
        }
        String complaint = Files.readString(err);
        assertThat(complaint)
                .as("this test needs openssl 3.0 or newer on the path")
                .doesNotContain("cannot be started", "cannot check Ed25519");
        return new Run(process.exitValue(), Files.readString(out), complaint);
    }

    private static SignedStatement payment(TestNode node, String note) {
        return SignedStatement.sign(
                TestNode.key("ann"),
                "payment.create",
                node.node.hub(),
                Json.object()
                        .put("tx_id", "p1")
                        .put("to", TestNode.pid("cleo").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "7.5")
                        .put("description", note)
                        .build());
    }

    /** Some registrations, two lines, and a payment over two hops with a note. */
    private TestNode community(String note) throws IOException {
        TestNode node = TestNode.create(temp.resolve("node"), new SetClock(START_MS));
        node.define("HOUR", 2);
        for (String name : new String[] {"ann", "bob", "cleo"}) {
            assertThat(node.register(name)).isInstanceOf(Answer.Committed.class);
        }
        node.trust("bob", "ann", "HOUR", "100.00");
        node.trust("cleo", "bob", "HOUR", "50.00");
        assertThat(node.submit(payment(node, note))).isInstanceOf(Answer.Committed.class);
        return node;
    }

    private static Block lastBlock(TestNode node) throws Exception {
        return node.node.block(node.node.health().height()).orElseThrow();
    }

    private static Proof proof(TestNode node, Predicate<Part> shown) throws Exception {
        return Proof.of(node.node.hub(), TestNode.HUB.publicKey(), lastBlock(node), 0, shown);
    }

    @Test
    void theScriptSaysWhoPaidWhomHowMuchWhenAndWhatFor() throws Exception {
        try (TestNode node = community("bread “and” \u001b[31mbutter — смачного")) {
            Proof proof = proof(node, part -> true);
            assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
            Run run = run(proof.bytes());
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("The hub " + node.node.hub().text())
                    .contains("at height " + proof.header().height() + " of epoch 0")
                    .contains("2026-09-21")
                    .containsSubsequence(
                            TestNode.pid("ann").text(),
                            "paid 7.5 HOUR",
                            "to " + TestNode.pid("cleo").text())
                    .contains("the transaction p1")
                    .contains("Note: bread “and” \\u{1b}[31mbutter — смачного");
        }
    }

    @Test
    void whatIsNotShownIsNotSaid() throws Exception {
        try (TestNode node = community("bread")) {
            Run run = run(proof(node, part -> part.kind() == PartKind.FRAME).bytes());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("payment.create 1 with the id p1", "No statement", "parts are not shown")
                    .doesNotContain("bread")
                    .doesNotContain(TestNode.pid("ann").text());
        }
    }

    @Test
    void stepsAreProvedWithoutTheIdThatTheyStandUnder() throws Exception {
        try (TestNode node = community("bread")) {
            Proof proof = proof(node, part -> part.kind() == PartKind.OPERATION);
            assertThat(proof.check()).isInstanceOf(ProofCheck.Partly.class);
            Run run = run(proof.bytes());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("type and id are not shown", "A step of it", "\"debt.owe\"")
                    .doesNotContain("p1", "payment.create", "bread");
        }
    }

    @Test
    void anErasedPayerIsNotNamedAndTheProofStillHolds() throws Exception {
        try (TestNode node = community("bread")) {
            node.node.erase(TestNode.pid("ann"));
            Proof proof = proof(node, part -> part.kind() != PartKind.OPERATION);
            assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
            Run run = run(proof.bytes());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains("p1")
                    .doesNotContain("bread")
                    .doesNotContain(TestNode.pid("ann").text());
        }
    }

    @Test
    void everyTransactionOfAHistoryPassesAPaymentWithALaterKeyIncluded() throws Exception {
        try (TestNode node = community("bread")) {
            rekey(node);
            SignedStatement later = SignedStatement.sign(
                    TestNode.pid("ann"),
                    TestNode.key("ann's second"),
                    "payment.create",
                    node.node.hub(),
                    Json.object()
                            .put("to", TestNode.pid("bob").text())
                            .put("equivalent", "HOUR")
                            .put("amount", "1")
                            .build());
            assertThat(node.submit(later)).isInstanceOf(Answer.Committed.class);
            long height = node.node.health().height();
            for (long at = 0; at <= height; at++) {
                Block block = node.node.block(at).orElseThrow();
                Proof proof = Proof.of(node.node.hub(), TestNode.HUB.publicKey(), block, 0, part -> true);
                assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
                Run run = run(proof.bytes());
                assertThat(run.err()).isEmpty();
                assertThat(run.exitCode()).isZero();
                if (at == height) {
                    assertThat(run.out()).contains("a later key of the payer");
                }
            }
        }
    }

    private static void rekey(TestNode node) {
        KeyPair second = TestNode.key("ann's second");
        Json.Obj fields =
                Json.object().put("new_public_key", second.publicKey().text()).build();
        List<SignedStatement> both = List.of(
                SignedStatement.sign(TestNode.key("ann"), "participant.rekey", node.node.hub(), fields),
                SignedStatement.sign(TestNode.pid("ann"), second, "participant.rekey", node.node.hub(), fields));
        assertThat(node.node.submit(both).join()).isInstanceOf(Answer.Committed.class);
    }

    @Test
    void aPaymentSignedWithoutAWordAboutTheHubPassesAndIsSaidToBeThat() throws Exception {
        try (TestNode node = TestNode.create(
                temp.resolve("node"),
                new SetClock(START_MS),
                config -> config.withSignatures(SignatureCheck.acceptingUnbound()))) {
            node.define("HOUR", 2);
            node.register("ann");
            node.register("cleo");
            node.trust("cleo", "ann", "HOUR", "100.00");
            KeyPair ann = TestNode.key("ann");
            Json.Obj fields = payment(node, "bread").fields();
            SignedStatement unbound =
                    SignedStatement.signReference(ann.pid(), ann, "payment.create", node.node.hub(), fields);
            assertThat(node.submit(unbound)).isInstanceOf(Answer.Committed.class);
            Proof proof = proof(node, part -> true);
            assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
            Run run = run(proof.bytes());
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("paid 7.5 HOUR", "without a word about this hub");
        }
    }

    @Test
    void thirtyMutationsAreAllRefusedByTheScriptAndByUs() throws Exception {
        try (TestNode node = community("bread")) {
            Json.Obj proof =
                    proof(node, part -> part.kind() != PartKind.OPERATION).toJson();
            byte[] text = CanonicalJson.bytes(proof);
            assertThat(run(text).exitCode()).isZero();
            List<byte[]> mutations = new ArrayList<>(onPurpose(proof));
            Random random = new Random(SEED);
            while (mutations.size() < 30) {
                mutations.add(oneCharacter(text, random));
            }
            for (byte[] mutation : mutations) {
                String described = new String(mutation, StandardCharsets.UTF_8);
                assertThat(proves(mutation)).as(described).isFalse();
                Run run = run(mutation);
                assertThat(run.exitCode()).as(described).isEqualTo(1);
                assertThat(run.out()).as(described).isEmpty();
                assertThat(run.err().lines()).as(described).hasSize(1);
                assertThat(run.err())
                        .as(described)
                        .startsWith("This proves nothing. ")
                        .doesNotContain("Traceback");
            }
        }
    }

    private static boolean proves(byte[] proof) {
        try {
            return !(Proof.parse(proof).check() instanceof ProofCheck.Failed);
        } catch (MalformedJson refused) {
            return false;
        }
    }

    /** Another letter or digit for one of them, anywhere in the text. */
    private static byte[] oneCharacter(byte[] text, Random random) {
        byte[] mutation = text.clone();
        int at;
        do {
            at = random.nextInt(text.length);
        } while (!Character.isLetterOrDigit(text[at]));
        do {
            mutation[at] = (byte) "0123456789abcdefABCDEFxyz".charAt(random.nextInt(25));
        } while (mutation[at] == text[at]);
        return mutation;
    }

    /** What somebody would try: more money, another payee, another hub, another time, another place, half a proof. */
    private static List<byte[]> onPurpose(Json.Obj proof) throws MalformedJson {
        String text = CanonicalJson.text(proof);
        KeyPair other = TestNode.key("another hub");
        Json.Obj header = proof.object("header");
        List<Json> parts = proof.array("parts").items();
        List<Json.Obj> changed = List.of(
                proof.with("hub", Json.of(other.pid().text())),
                proof.with("hub", Json.of(other.pid().text()))
                        .with("hub_key", Json.of(other.publicKey().text())),
                proof.with("header", header.with("timestamp", Json.of(header.number("timestamp") + 1))),
                proof.with("header", header.with("height", Json.of(header.number("height") + 1))),
                proof.with("header", header.with("tx_count", Json.of(2))).with("count", Json.of(2)),
                proof.with("path", Json.of(List.of(Json.of("00".repeat(32))))),
                proof.with("parts", Json.of(parts.subList(0, parts.size() - 1))),
                proof.with("parts", Json.of(parts.reversed())),
                proof.without("signature"));
        List<byte[]> mutations = new ArrayList<>();
        changed.forEach(json -> mutations.add(CanonicalJson.bytes(json)));
        for (String[] replacement : new String[][] {
            {"\\\"amount\\\":\\\"7.5\\\"", "\\\"amount\\\":\\\"75\\\""},
            {TestNode.pid("cleo").text(), TestNode.pid("bob").text()},
            {"bread", "cake"},
            {"\"index\":0", "\"index\":0,\"index\":0"},
            {"\"index\":0", "\"index\":0.0"}
        }) {
            assertThat(text).contains(replacement[0]);
            mutations.add(text.replace(replacement[0], replacement[1]).getBytes(StandardCharsets.UTF_8));
        }
        return mutations;
    }
}
