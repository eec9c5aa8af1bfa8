package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;

class CommunityTest {

    private static final String NOTE = "for the canary in the cellar";

    @TempDir
    static Path once;

    @TempDir
    Path temp;

    private static Shell imported;

    private Shell shell;
    private String data;

    @BeforeAll
    static void importOnce() {
        imported = new Shell(once);
        imported.community();
    }

    @BeforeEach
    void copyCommunity() {
        shell = new Shell(temp);
        shell.communityOf(imported);
        data = shell.path("data");
    }

    private Shell.Answer pay(String amount, String... more) {
        String[] arguments = {"pay", "--data", data, "--from", "ann", "--to", "dan", "--equivalent", "HOUR", "--json"};
        return shell.run(Stream.of(arguments, new String[] {"--amount", amount}, more)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    private String net(String name) throws MalformedJson {
        return shell.done("balance", "--data", data, "--of", name, "--equivalent", "HOUR", "--json")
                .json()
                .array("balances")
                .objects()
                .getFirst()
                .text("net");
    }

    @Test
    void aRouteIsShownWithNamesAndAmountsAndPaysNothing() throws MalformedJson {
        Shell.Answer route = shell.done(
                "route", "--data", data, "--from", "ann", "--to", "dan", "--equivalent", "HOUR", "--amount", "3");
        assertThat(route.out()).contains("3.00 HOUR  ann → bob → cleo → dan");
        assertThat(net("ann")).isEqualTo("0.00");
    }

    @Test
    void aPaymentMovesTheBalancesOfItsEndsOnlyAndSaysWhereItStands() throws MalformedJson {
        Shell.Answer paid = pay("20");
        assertThat(paid.exit()).isEqualTo(ExitCodes.OK);
        assertThat(paid.json().array("routes").objects()).hasSize(1);
        assertThat(paid.json().text("block_hash")).hasSize(64);
        assertThat(net("ann")).isEqualTo("-20.00");
        assertThat(net("bob")).isEqualTo("0.00");
        assertThat(net("dan")).isEqualTo("20.00");
    }

    @Test
    void theSameCommandWithTheSameIdPaysOnce() throws MalformedJson {
        Shell.Answer first = pay("5", "--tx-id", "mine");
        Shell.Answer second = pay("5", "--tx-id", "mine");
        assertThat(second.json().flag("replayed")).isTrue();
        assertThat(second.json().number("height")).isEqualTo(first.json().number("height"));
        assertThat(net("ann")).isEqualTo("-5.00");
        assertThat(pay("6", "--tx-id", "mine").sentence()).contains("mine", "another payment");
    }

    @Test
    void balanceSaysWhatCanBeSpentAndReceived() {
        pay("20");
        assertThat(shell.done("balance", "--data", data, "--of", "ann").out())
                .contains("ann (", "is active")
                .contains("HOUR", "owes 20.00, is owed 0.00, net -20.00; can spend 80.00, can receive 20.00")
                .contains("LOAF", "can receive 7.00");
    }

    @Test
    void aRefusalSaysWhatWouldHelp() throws MalformedJson {
        Shell.Answer tooMuch = pay("25.51");
        assertThat(tooMuch.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(tooMuch.sentence())
                .contains("Only 25.50 HOUR can go from ann to dan")
                .contains("higher limit");
        assertThat(tooMuch.json().object("refused").text("code")).isEqualTo("E002");
        assertThat(pay("1", "--max-hops", "2").sentence()).contains("no way", "raise --max-hops");
        assertThat(pay("1", "--avoid", "cleo").sentence()).contains("avoid fewer people");
        assertThat(pay("1.234").sentence()).contains("'1.234'", "at most 2 decimals");
        assertThat(shell.run(
                                "pay",
                                "--data",
                                data,
                                "--from",
                                "dan",
                                "--to",
                                "ann",
                                "--equivalent",
                                "HOUR",
                                "--amount",
                                "1")
                        .sentence())
                .contains("no way from dan to ann in HOUR", "gave dan a trust line");
        assertThat(net("ann")).isEqualTo("0.00");
    }

    @Test
    void whatCannotBePaidIsSaidWithTheWordThatIsWrong() {
        assertThat(shell.run(
                                "pay",
                                "--data",
                                data,
                                "--from",
                                "eve",
                                "--to",
                                "dan",
                                "--equivalent",
                                "HOUR",
                                "--amount",
                                "1")
                        .sentence())
                .contains("nobody called 'eve'");
        assertThat(shell.run(
                                "route",
                                "--data",
                                data,
                                "--from",
                                "ann",
                                "--to",
                                "dan",
                                "--equivalent",
                                "GOLD",
                                "--amount",
                                "1")
                        .sentence())
                .contains("no equivalent 'GOLD'");
        assertThat(pay("1", "--max-hops", "99").sentence()).contains("--max-hops 99", "between 1 and 6");
        assertThat(pay("1", "--tx-id", "a b").sentence()).contains("'a b'");
        assertThat(pay("0").sentence()).contains("'0'");
    }

    @Test
    void everythingIsInOrderAndStaysSoWhenTheDatabaseIsThrownAway() throws IOException {
        pay("20", "--note", NOTE);
        Shell.Answer clean = shell.done("verify", "--data", data, "--json");
        assertThat(clean.out()).contains("\"clean\":true");
        String before = shell.done("balance", "--data", data, "--of", "ann").out();
        Files.delete(temp.resolve("data/store/ledger.mv.db"));
        shell.done("rebuild", "--data", data);
        assertThat(shell.done("balance", "--data", data, "--of", "ann").out()).isEqualTo(before);
        assertThat(shell.done("verify", "--data", data).out()).contains("Everything is in order.");
    }

    @Test
    void aStrangerCanCheckTheProofOfAPayment() throws IOException, MalformedJson {
        pay("20", "--tx-id", "mine", "--note", NOTE);
        shell.done("proof", "--data", data, "--tx", "mine", "--out", shell.path("proof.json"));
        Proof proof = Proof.parse(Files.readAllBytes(temp.resolve("proof.json")));
        assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
        assertThat(shell.run("proof", "--data", data, "--tx", "yours").sentence())
                .contains("'yours'");
        assertThat(shell.run("proof", "--data", data, "--tx", "mine", "--out", shell.path("proof.json"))
                        .sentence())
                .contains("exists already");
    }

    @Test
    void anErasedNoteIsInNoFileAndTheChainStillVerifies() throws IOException, MalformedJson {
        pay("20", "--tx-id", "mine", "--note", NOTE);
        assertThat(shell.done("proof", "--data", data, "--tx", "mine").out()).contains(NOTE);
        assertThat(shell.run("erase", "--data", data, "--of", "ann").sentence()).contains("--yes");
        shell.done("erase", "--data", data, "--of", "ann", "--yes");
        assertThat(shell.done("proof", "--data", data, "--tx", "mine").out()).doesNotContain(NOTE);
        assertThat(filesWith(NOTE)).isEmpty();
        Shell.Answer verified = shell.done("verify", "--data", data, "--json");
        assertThat(verified.json().number("erased_statements")).isEqualTo(1);
        assertThat(net("ann")).isEqualTo("-20.00");
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whileOneProgramHasTheFolderOpenTheSecondNamesItAndStops() throws IOException {
        Machine machine = new Machine(shell.clock, Randomness.system(), () -> KdfProfile.STANDARD);
        try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(temp.resolve("data"), null, machine)).app()) {
            assertThat(app.node().practice()).isTrue();
            for (String command :
                    List.of("balance --of ann", "verify", "backup --to " + shell.path("b"), "recover --yes")) {
                Shell.Answer second = shell.run((command + " --data " + data).split(" "));
                assertThat(second.exit()).isEqualTo(ExitCodes.IN_USE);
                assertThat(second.sentence())
                        .contains(data, "pid " + ProcessHandle.current().pid());
            }
        }
        assertThat(shell.list()).containsExactly("community.csv", "data");
    }

    @Test
    void aClockThatIsBehindStopsPaymentsUntilTheOperatorConfirmsIt() throws MalformedJson {
        shell.clock.jump(-3_600_000);
        assertThat(pay("1").sentence()).contains("clock is behind", "--confirm-time");
        assertThat(net("ann")).isEqualTo("0.00");
        assertThat(pay("1", "--confirm-time").exit()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void anImportWithoutPracticeIsReadByNameAndPaysNothing() {
        String other = shell.path("other");
        shell.done("import", "--data", other, shell.path("community.csv"));
        assertThat(shell.done("balance", "--data", other, "--of", "ann").out()).contains("is unclaimed");
        assertThat(shell.run(
                                "pay",
                                "--data",
                                other,
                                "--from",
                                "ann",
                                "--to",
                                "bob",
                                "--equivalent",
                                "HOUR",
                                "--amount",
                                "1")
                        .sentence())
                .contains("no practice node");
        assertThat(shell.run(
                                "route",
                                "--data",
                                other,
                                "--from",
                                "ann",
                                "--to",
                                "bob",
                                "--equivalent",
                                "HOUR",
                                "--amount",
                                "1")
                        .sentence())
                .contains("ann is not active");
    }
}
