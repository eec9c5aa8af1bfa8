package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.BlockHeader;

class RecoveryCommandsTest {

    @TempDir
    static Path once;

    @TempDir
    Path temp;

    private static Shell imported;

    private Shell shell;
    private String data;
    private String backup;

    /** Three payments of 1, 2 and 4: the first before the backup. */
    @BeforeAll
    static void importOnce() {
        imported = new Shell(once);
        imported.community();
    }

    @BeforeEach
    void threePaymentsAndABackup() {
        shell = new Shell(temp);
        shell.communityOf(imported);
        data = shell.path("data");
        backup = shell.path("backup");
        pay("1");
        shell.done("backup", "--data", data, "--to", backup);
        pay("2");
        pay("4");
    }

    private void pay(String amount) {
        shell.clock.pass(1_000);
        shell.done(
                "pay",
                "--data",
                data,
                "--from",
                "ann",
                "--to",
                "dan",
                "--equivalent",
                "HOUR",
                "--amount",
                amount,
                "--note",
                "thank you");
    }

    private String owed() throws MalformedJson {
        return shell.done("balance", "--data", data, "--of", "dan", "--equivalent", "HOUR", "--json")
                .json()
                .array("balances")
                .objects()
                .getFirst()
                .text("owed");
    }

    private long height() throws MalformedJson {
        return shell.done("verify", "--data", data, "--json").json().number("height");
    }

    private long secondOf2026() {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.ofEpochMilli(shell.clock.wallMs()))
                .toSeconds();
    }

    /** Changes a bit of the last used byte of the journal, which is the last block's. */
    private void damageTheLastBlock() throws IOException {
        Path file = temp.resolve("data/journal/00000000.segment");
        byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length - 1;
        while (bytes[at] == 0) {
            at--;
        }
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aBackupSaysWhatItHoldsAndIsNeverWrittenOver() throws IOException {
        assertThat(Files.readString(temp.resolve("backup/backup.json"))).contains("\"height\":2", "block_hash");
        assertThat(shell.run("backup", "--data", data, "--to", backup).sentence())
                .contains("exists already");
        assertThat(shell.run("backup", "--data", data, "--to", shell.path("no/b"))
                        .sentence())
                .contains("does not exist");
        assertThat(shell.run("backup", "--data", shell.path("none"), "--to", shell.path("b"))
                        .sentence())
                .contains("no node in");
        assertThat(shell.list()).containsExactly("backup", "community.csv", "data");
    }

    @Test
    void aDamagedLastBlockIsNotServedAndTheBackupIsOffered() throws IOException {
        damageTheLastBlock();
        Shell.Answer answer = shell.run("balance", "--data", data, "--of", "dan");
        assertThat(answer.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(answer.sentence())
                .contains("Blocks 4 to 4 are missing", "00000000.segment", "tip")
                .contains(backup, "up to block 2", "tallystick restore --from", "tallystick recover --data");
        Shell.Answer verified = shell.run("verify", "--data", data);
        assertThat(verified.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(verified.sentence()).contains("from block 4 on", "00000000.segment");
        assertThat(shell.run("backup", "--data", data, "--to", shell.path("b")).sentence())
                .contains("no backup was made");
        assertThat(temp.resolve("b")).doesNotExist();
    }

    @Test
    void recoveryKeepsTheGoodBlocksAndSignsNoOldHeightAgain() throws IOException, MalformedJson {
        damageTheLastBlock();
        assertThat(shell.run("recover", "--data", data).sentence()).contains("--yes");
        Shell.Answer recovered = shell.done("recover", "--data", data, "--yes", "--json");
        assertThat(recovered.json().number("after_height")).isEqualTo(3);
        assertThat(recovered.json().number("epoch")).isEqualTo(secondOf2026());
        assertThat(recovered.json().number("height")).isGreaterThan(4);
        assertThat(Path.of(recovered.json().text("aside")).resolve("00000000.segment"))
                .exists();
        assertThat(owed()).isEqualTo("3.00");
        pay("8");
        assertThat(owed()).isEqualTo("11.00");
        assertThat(height()).isEqualTo(recovered.json().number("height") + 1);
        assertThat(shell.run("recover", "--data", data, "--yes").sentence()).contains("nothing has to be recovered");
    }

    @Test
    void aRecoveryThatWasInterruptedBetweenItsRenamesIsFinishedByTheNext() throws IOException, MalformedJson {
        damageTheLastBlock();
        shell.done("recover", "--data", data, "--yes");
        Files.move(temp.resolve("data/journal"), temp.resolve("data/journal.recovered"));
        assertThat(shell.run("balance", "--data", data, "--of", "dan").sentence())
                .contains("journal");
        assertThat(shell.run("recover", "--data", data, "--yes").sentence()).contains("nothing has to be recovered");
        assertThat(owed()).isEqualTo("3.00");
    }

    @Test
    void aRestoreTakesThePlaceOfADamagedFolderAndKeepsItAside() throws IOException, MalformedJson {
        damageTheLastBlock();
        Shell.Answer restored = shell.done("restore", "--from", backup, "--data", data, "--json");
        assertThat(restored.json().number("after_height")).isEqualTo(2);
        assertThat(restored.json().number("height")).isGreaterThan(4);
        assertThat(Path.of(restored.json().text("aside")).resolve("journal/00000000.segment"))
                .exists();
        assertThat(owed()).isEqualTo("1.00");
        pay("8");
        assertThat(shell.done("verify", "--data", data).out()).contains("Everything is in order.");
    }

    @Test
    void aRestoreWhereNothingIsKnownLeavesAMillionHeightsOut() throws MalformedJson {
        String elsewhere = shell.path("elsewhere");
        assertThat(shell.done("restore", "--from", backup, "--data", elsewhere, "--json")
                        .json()
                        .number("height"))
                .isEqualTo(1_000_003);
        String third = shell.path("third");
        assertThat(shell.done("restore", "--from", backup, "--data", third, "--last-height", "70", "--json")
                        .json()
                        .number("height"))
                .isEqualTo(71);
        assertThat(shell.run("restore", "--from", backup, "--data", shell.path("x"), "--last-height", "70000000000")
                        .sentence())
                .contains("--last-height");
        assertThat(temp.resolve("x")).doesNotExist();
    }

    private Json.Obj restored(String name) {
        return shell.done("restore", "--from", backup, "--data", shell.path(name), "--json")
                .json();
    }

    @Test
    void restoresOfOneBackupThatDoNotKnowOfEachOtherBeginEpochsOfTheirOwn() throws MalformedJson {
        Json.Obj first = restored("first");
        assertThat(first.number("epoch")).isEqualTo(secondOf2026());
        shell.clock.pass(1_000);
        Json.Obj second = restored("second");
        assertThat(second.number("height")).isEqualTo(first.number("height"));
        assertThat(second.number("epoch")).isEqualTo(first.number("epoch") + 1);
    }

    @Test
    void aRestoreOverARestoreKnowsItsEpochWhateverTheClockSays() throws MalformedJson {
        Json.Obj first = restored("data");
        Json.Obj second = restored("data");
        assertThat(second.number("epoch")).isEqualTo(first.number("epoch") + 1);
        assertThat(second.number("height")).isGreaterThan(first.number("height"));
        assertThat(shell.done("verify", "--data", data).out()).contains("Everything is in order.");
    }

    @Test
    void restoresInTheSameSecondContradictEachOther() throws IOException, ReadFailed, BlockDamaged, MalformedJson {
        long height = restored("first").number("height");
        assertThat(restored("second").number("height")).isEqualTo(height);
        BlockHeader first = header("first", height);
        BlockHeader second = header("second", height);
        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    private BlockHeader header(String name, long height) throws IOException, ReadFailed, BlockDamaged {
        Machine machine = new Machine(shell.clock, Randomness.system(), () -> KdfProfile.STANDARD);
        try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(temp.resolve(name), null, machine)).app()) {
            return app.node().block(height).orElseThrow().header();
        }
    }

    @Test
    void whoeverWasErasedStaysErasedAfterARestore() throws IOException {
        shell.done("erase", "--data", data, "--of", "ann", "--yes");
        shell.done("restore", "--from", backup, "--data", data);
        Shell.Answer proof = shell.done("verify", "--data", data, "--json");
        assertThat(proof.out()).contains("\"erased_statements\":1");
        assertThat(Files.readString(temp.resolve("data/erased.list"), StandardCharsets.US_ASCII))
                .isNotEmpty();
    }

    @Test
    void whatIsNoBackupOrNoNodeIsLeftAlone() throws IOException {
        assertThat(shell.run("restore", "--from", data, "--data", shell.path("x"))
                        .sentence())
                .contains("is no backup");
        Files.createDirectory(temp.resolve("mine"));
        assertThat(shell.run("restore", "--from", backup, "--data", shell.path("mine"))
                        .sentence())
                .contains("is no data folder");
        Files.write(temp.resolve("backup/persons.keys"), new byte[] {1, 2, 3});
        assertThat(shell.run("restore", "--from", backup, "--data", shell.path("x"))
                        .sentence())
                .contains("persons.keys", "damaged");
        assertThat(shell.list()).containsExactly("backup", "community.csv", "data", "mine");
    }

    @Test
    void missingKeysAreNamed() throws IOException {
        Files.delete(temp.resolve("data/persons.keys"));
        assertThat(shell.run("balance", "--data", data, "--of", "dan").sentence())
                .contains("persons.keys is missing");
        Shell.Answer verified = shell.run("verify", "--data", data);
        assertThat(verified.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(verified.out()).contains("5 blocks up to 4");
        assertThat(verified.sentence()).contains("persons.keys is missing");
        Files.writeString(temp.resolve("data/keys.json"), "{}");
        assertThat(shell.run("balance", "--data", data, "--of", "dan").sentence())
                .contains("keys.json is damaged");
    }

    @Test
    void keysOfAnotherNodeDoNotOpenThisOne() throws IOException {
        shell.done("import", "--data", shell.path("other"), shell.path("community.csv"));
        for (String file : new String[] {"keys.json", "persons.keys"}) {
            Files.delete(temp.resolve("data").resolve(file));
            Files.copy(temp.resolve("other").resolve(file), temp.resolve("data").resolve(file));
        }
        assertThat(shell.run("balance", "--data", data, "--of", "dan").sentence())
                .contains("another hub");
        assertThat(shell.run("recover", "--data", data, "--yes").sentence()).contains("another hub");
    }
}
