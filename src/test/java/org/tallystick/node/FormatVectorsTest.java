package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SealedText;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.OperationCodec;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Transaction;

/** The vectors of the format hold: this program writes and reads what they say, and so does a script that knows the format only. */
final class FormatVectorsTest {

    private static final Path SCRIPT = Path.of("src/docs/examples/check_vectors.py");

    @TempDir
    Path temp;

    private static Json.Obj read(int section) throws IOException, MalformedJson {
        byte[] text;
        try (var in = FormatVectorsTest.class.getResourceAsStream("/format/section-" + section + ".json")) {
            text = Objects.requireNonNull(in, "vectors of section " + section).readAllBytes();
        }
        return Json.readObject(text);
    }

    private static Stream<Json.Obj> each(Json.Obj vectors, String name) throws MalformedJson {
        return vectors.array(name).items().stream().map(Json.Obj.class::cast);
    }

    private static byte[] bytes(Json.Obj vector, String name) throws MalformedJson {
        return Hex.decode(vector.text(name)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenTodayIsWhatTheVectorsSay(int section) throws IOException, MalformedJson {
        assertThat(FormatVectors.make(section)).isEqualTo(read(section));
    }

    @Test
    void theScriptOfAnotherLanguageAgrees() throws Exception {
        Path out = temp.resolve("out");
        Process process;
        try {
            process = new ProcessBuilder("python3", SCRIPT.toString(), FormatVectors.FOLDER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException missing) {
            fail("This test needs the program python3 on the path", missing);
            return;
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the script ended")
                .isTrue();
        assertThat(Files.readString(out)).matches("\\d+ values agree\\.\\R");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void theScriptFindsAnyOneValueThatIsWrong() throws Exception {
        for (int section = 1; section <= FormatVectors.LAST_SECTION; section++) {
            Path folder = temp.resolve("wrong-" + section);
            Files.createDirectories(folder);
            for (int other = 1; other <= FormatVectors.LAST_SECTION; other++) {
                Json.Obj vectors = other == section ? wrong(section) : read(other);
                Files.write(folder.resolve("section-" + other + ".json"), CanonicalJson.bytes(vectors));
            }
            Process process = new ProcessBuilder("python3", SCRIPT.toString(), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("out"))).startsWith("Section " + section + " differs.");
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    /** One hash, text or number of a section changed. */
    private static Json.Obj wrong(int section) throws IOException, MalformedJson {
        String text = CanonicalJson.text(read(section));
        String[][] changes = {
            {"\"canonical\":\"{}\"", "\"canonical\":\"{ }\""},
            {"\"tx_id\":\"line-1\"}", "\"tx_id\":\"line-2\"}"},
            {"\"n\":10,", "\"n\":11,"},
            {"\"next_height\":9", "\"next_height\":8"},
            {"\"payload\":\"000001", "\"payload\":\"000000"},
            {"amount\\\":\\\"12.50", "amount\\\":\\\"12.500"},
            {"\"head\":\"", "\"head\":\"00"},
            {"\"scope\":\"", "\"scope\":\"00"}
        };
        String[] change = changes[section - 1];
        String changed = text.replaceFirst(
                java.util.regex.Pattern.quote(change[0]), java.util.regex.Matcher.quoteReplacement(change[1]));
        if (section == 2) {
            changed = text.replaceFirst("\"fingerprint\":\"[0-9a-f]{2}", "\"fingerprint\":\"zz");
        }
        assertThat(changed).as("section " + section).isNotEqualTo(text);
        return Json.readObject(changed.getBytes(UTF_8));
    }

    @Test
    void whatIsRefusedIsRefused() throws Exception {
        for (Json.Obj vector : each(read(1), "refused").toList()) {
            byte[] input = bytes(vector, "input_hex");
            assertThatThrownBy(() -> Json.read(input, JsonLimits.DEFAULT))
                    .as(vector.text("why"))
                    .isInstanceOf(MalformedJson.class);
        }
        for (Json key : read(2).array("refused_keys").items()) {
            byte[] point = Hex.decode(((Json.Str) key).value()).orElseThrow();
            assertThatThrownBy(() -> PublicKey.parse(point)).isInstanceOf(MalformedIdentity.class);
        }
        for (Json.Obj vector : each(read(2), "refused_signatures").toList()) {
            PublicKey key = PublicKey.parse(bytes(vector, "key"));
            assertThat(Ed25519.verify(key, bytes(vector, "message"), bytes(vector, "signature")))
                    .as(vector.text("why"))
                    .isFalse();
        }
    }

    @Test
    void aRecordIsReadAndItsSealsAreThoseOfTheKeysOfPersons() throws Exception {
        Json.Obj vectors = read(5);
        Block block = BlockCodec.decode(bytes(vectors, "payload"), new HistoryVectors.TestSeal());
        assertThat(block.header().toJson()).isEqualTo(vectors.object("header"));
        assertThat(block.signedBy(FormatVectors.HUB.pid(), FormatVectors.HUB.publicKey()))
                .isTrue();
        List<List<String>> contents = block.transactions().stream()
                .map(transaction -> transaction.parts().stream()
                        .map(part -> new String(part.content().orElseThrow(), UTF_8))
                        .toList())
                .toList();
        assertThat(contents.toString())
                .isEqualTo(vectors.array("contents").items().stream()
                        .map(transaction -> ((Json.Arr) transaction)
                                .items().stream()
                                        .map(text -> ((Json.Str) text).value())
                                        .toList())
                        .toList()
                        .toString());
        Transaction payment = block.transactions().get(1);
        assertThat(payment.statements()).allMatch(statement -> statement.verify());
        assertThat(BlockCodec.encode(block)).isEqualTo(bytes(vectors, "payload"));
    }

    @Test
    void theVaultSealsAsTheFormatSays() throws Exception {
        Pid owner = FormatVectors.pid("ann");
        byte[] leaf = Randomness.seeded(1).bytes(32);
        byte[] text = "text".getBytes(UTF_8);
        try (KeyStore keyStore =
                        KeyStore.create(temp.resolve("keys"), null, new KdfProfile(8, 1, 1), Randomness.seeded(1));
                PersonKeys keys = PersonKeys.create(temp.resolve("persons"), keyStore, Randomness.seeded(2))) {
            keys.ensure(List.of(owner));
            PersonKeysVault vault = new PersonKeysVault(keys, Randomness.seeded(3));
            byte[] context = HistoryVectors.TestSeal.context(leaf);
            assertThat(SealedText.open(keys.find(owner).orElseThrow(), context, vault.seal(owner, leaf, text)))
                    .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(text));
            byte[] sealed = SealedText.seal(keys.find(owner).orElseThrow(), context, text, Randomness.seeded(4));
            Optional<byte[]> opened = vault.open(owner, leaf, sealed);
            assertThat(opened).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(text));
        }
    }

    @Test
    void headersAndOperationsAreReadBack() throws Exception {
        for (Json.Obj vector : each(read(4), "blocks").toList()) {
            BlockHeader header = BlockHeader.parse(vector.text("canonical").getBytes(UTF_8));
            assertThat(header.hash()).isEqualTo(bytes(vector, "block_hash"));
        }
        List<Operation> operations = new ArrayList<>();
        for (Json.Obj vector : each(read(6), "operations").toList()) {
            operations.add(
                    OperationCodec.decode(Json.readObject(vector.text("content").getBytes(UTF_8))));
        }
        assertThat(operations).isEqualTo(HistoryVectors.operationsDone());
    }
}
