package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;

class VerificationTest {

    private static final int FLIPS = 40;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temp.resolve("node");
    }

    private static void fill(TestNode node) {
        node.define("HOUR", 2);
        for (String name : new String[] {"ann", "bob", "cleo"}) {
            node.register(name);
        }
        node.trust("bob", "ann", "HOUR", "100.00");
        node.trust("cleo", "bob", "HOUR", "50");
        node.pay("ann", "cleo", "HOUR", "20.00", "p1");
    }

    private Verification.Report verify() throws IOException {
        return Verification.run(new Verification.Input(
                new NodeFolder(folder), new NoPersonKeys(), false, TestNode::rooms, Optional.empty()));
    }

    @Test
    void aWholeFolderIsClean() throws IOException {
        try (TestNode node = TestNode.create(folder, clock)) {
            fill(node);
        }
        Verification.Report report = verify();
        assertThat(report.isClean()).isTrue();
        assertThat(report.hub()).contains(Pid.of(TestNode.HUB.publicKey()));
        assertThat(report.accounts()).isEqualTo(3);
        assertThat(report.lines()).isEqualTo(2);
        assertThat(report.snapshotHeight()).contains(report.height());
        // Who registers tells a name, so that the statement is sealed; lines and a payment without a note are not.
        assertThat(report.statements()).isEqualTo(3);
        assertThat(report.erasedStatements()).isEqualTo(3);
    }

    @Test
    void everyFlippedBitOfTheJournalIsFoundAndNothingIsChanged() throws IOException {
        try (TestNode node = TestNode.create(folder, clock)) {
            fill(node);
        }
        Path segment = folder.resolve("journal/00000000.segment");
        byte[] whole = Files.readAllBytes(segment);
        int used = whole.length;
        while (whole[used - 1] == 0) {
            used--;
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(used);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, damaged);
            Verification.Report report = verify();
            assertThat(report.isClean()).as("bit of byte %d", at).isFalse();
            assertThat(report.firstBadHeight()).as("bit of byte %d", at).contains(report.height() + 1);
            assertThat(Files.readAllBytes(segment)).isEqualTo(damaged);
        }
    }

    @Test
    void aStatementThatItsSignerDidNotSignIsFoundByItsBlock() throws IOException, MalformedIdentity {
        long height;
        try (TestNode node = TestNode.create(folder, clock, config -> config.withSignatures(statement -> true))) {
            fill(node);
            SignedStatement good = node.payment("ann", "cleo", "HOUR", "1", "x");
            SignedStatement forged = SignedStatement.of(
                    good.signer(),
                    good.publicKey(),
                    good.action(),
                    good.hub(),
                    good.fields(),
                    node.payment("ann", "cleo", "HOUR", "2", "x").signature());
            height = ((Answer.Committed) node.submit(forged)).height();
            node.pay("ann", "cleo", "HOUR", "1", "y");
        }
        Verification.Report report = verify();
        assertThat(report.firstBadHeight()).contains(height);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("signature of a statement"));
    }

    @Test
    void theSnapshotOfAnotherHistoryIsFound() throws IOException {
        try (TestNode node = TestNode.create(folder, clock)) {
            fill(node);
        }
        Path other = temp.resolve("other");
        try (TestNode node = TestNode.create(other, clock)) {
            fill(node);
        }
        Files.delete(folder.resolve("snapshot.bin"));
        Files.copy(other.resolve("snapshot.bin"), folder.resolve("snapshot.bin"));
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isFault()).isTrue();
            assertThat(finding.subject()).isEqualTo(Verification.Subject.SNAPSHOT);
        });
    }

    @Test
    void aKeyThatIsGoneAlthoughNobodyWasErasedIsMissed() throws IOException {
        try (TestNode node = TestNode.create(folder, clock)) {
            fill(node);
        }
        NodeFolder files = new NodeFolder(folder);
        try (KeyStore keyStore = ((KeyStore.Opening.Opened) KeyStore.open(files.keyStore(), null, Randomness.seeded(1)))
                        .keyStore();
                PersonKeys keys = ((PersonKeys.Opening.Opened)
                                PersonKeys.open(files.personKeys(), keyStore, Randomness.system()))
                        .personKeys()) {
            PersonVault vault = new PersonKeysVault(keys, Randomness.system());
            Verification.Input input = new Verification.Input(files, vault, true, TestNode::rooms, Optional.empty());
            assertThat(Verification.run(input).isClean()).isTrue();
            keys.erase(TestNode.pid("bob"));
            Verification.Report report = Verification.run(input);
            assertThat(report.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what())
                            .contains(TestNode.pid("bob").text()));
            assertThat(report.isClean()).isFalse();
        }
    }
}
