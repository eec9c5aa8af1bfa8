package org.tallystick.app.wallets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.app.Machine;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.Place;
import org.tallystick.sync.StubHub;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.replica.LyingHistory;
import org.tallystick.wallet.replica.LyingHistory.Lie;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.ReplicaJournal;

/** A wallet over a real socket at a hub that lies: it finds out, changes nothing, and writes down what convicts the hub. */
class LyingHubTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final KeyPair ANN = LyingHistory.annsKey();

    @TempDir
    Path folder;

    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
    private final BlockingQueue<HubState> states = new LinkedBlockingQueue<>();
    private LyingHistory history;
    private StubHub hub;
    private KeptUpHub kept;

    @BeforeEach
    void serve() throws Exception {
        history = new LyingHistory();
        hub = new StubHub().greeting().loggingIn(ANN.pid());
        hub.on(
                "GET /transactions",
                request -> StubHub.said(history.page(
                        Long.parseLong(String.valueOf(request.getUrl().queryParameter("after"))))));
        hub.on("GET /participants/me/statement", request -> StubHub.said(history.word()));
        kept = new KeptUpHub(machine, joined(), new FarHubs.Account(ANN, "Ann"), hub.http(), folder);
        kept.listen(() -> states.add(kept.state()));
    }

    private JoinedHub joined() {
        KeyPair key = LyingHistory.hubKey();
        return new JoinedHub(
                key.pid(),
                Optional.of(key.publicKey()),
                hub.address().text(),
                "Stub",
                0,
                HubDialect.TALLYSTICK,
                0,
                Optional.empty(),
                false);
    }

    @AfterEach
    void close() {
        kept.close();
        hub.close();
    }

    private HubState await(Predicate<HubState> wanted) throws InterruptedException {
        HubState state = kept.state();
        while (!wanted.test(state)) {
            state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(state).as("a state that was waited for").isNotNull();
        }
        return state;
    }

    /** The wallet stops, keeps what it had, and what it wrote convicts the hub before somebody who knows only its key. */
    private void convicted() throws Exception {
        HubState state = await(HubState.Contradicting.class::isInstance);
        assertThat(state.mayPay()).isFalse();
        Path written = Path.of(((HubState.Contradicting) kept.state()).evidenceFile());
        Evidence evidence = Evidence.parse(Files.readAllBytes(written));
        assertThat(evidence.hub()).isEqualTo(LyingHistory.hubKey().pid());
        assertThat(EvidenceCheck.of(evidence)).isInstanceOf(EvidenceCheck.Verdict.Convicts.class);
        Files.delete(written);
        assertThat(kept.state()).as("nobody waits for the disk").isEqualTo(state);
        kept.close();
        try (ReplicaJournal journal = ReplicaJournal.open(
                JournalConfig.in(folder.resolve("replica")).withSizes(64 << 20, 256 << 10),
                ANN.pid(),
                LyingHistory.hubKey().publicKey())) {
            Replica replica = journal.replica();
            assertThat(replica.seq()).isEqualTo(4);
            assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", -500L));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WRONG_BALANCE", "LOWER_COUNT"})
    void aHistoryThatCannotBeEndsTheTrust(Lie lie) throws Exception {
        kept.start();
        await(HubState.Connected.class::isInstance);
        history.lie(lie);
        kept.wake();
        convicted();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_BALANCE", "LOWER_COUNT"})
    void aWordAgainstTheHistoryEndsTheTrust(Lie lie) throws Exception {
        history.lie(lie);
        kept.start();
        convicted();
    }

    private ProofAnswer check(byte[] proof) throws Exception {
        return kept.check(ShownProof.read(proof).orElseThrow());
    }

    private void convictedByThePayer(byte[] proof) throws Exception {
        HubState.Contradicting state = (HubState.Contradicting) await(HubState.Contradicting.class::isInstance);
        assertThat(check(proof))
                .isEqualTo(new ProofAnswer.Contradicts(LyingHistory.hubKey().pid(), state.evidenceFile()));
        assertThat(Evidence.parse(Files.readAllBytes(Path.of(state.evidenceFile())))
                        .contradiction()
                        .kind())
                .isEqualTo("withheld");
        convicted();
    }

    @Test
    void aPaymentThatIsKeptFromThePayeeConvictsWhenItsPayerHandsOverTheProof() throws Exception {
        kept.start();
        await(HubState.Connected.class::isInstance);
        byte[] proof = LyingHistory.paidInABlockThatIsNotShown();
        assertThat(check(proof)).isInstanceOf(ProofAnswer.Contradicts.class);
        convictedByThePayer(proof);
    }

    @Test
    void whatIsNotReachedYetIsLookedAtAgainWithoutBeingAsked() throws Exception {
        kept.start();
        await(HubState.Connected.class::isInstance);
        byte[] proof = history.withhold(5);
        assertThat(check(proof))
                .isEqualTo(new ProofAnswer.NotYet(LyingHistory.hubKey().pid()));
        convictedByThePayer(proof);
    }

    @Test
    void aWordOnALaterBlockThanThePageConvictsWithThatBlock() throws Exception {
        kept.start();
        await(HubState.Connected.class::isInstance);
        byte[] proof = history.withhold(6);
        hub.on("GET /blocks/6", request -> StubHub.said(history.shownBlock(6)));
        assertThat(check(proof))
                .isEqualTo(new ProofAnswer.NotYet(LyingHistory.hubKey().pid()));
        convictedByThePayer(proof);
    }

    @Test
    void aPaymentThatOnlyCameLaterIsFound() throws Exception {
        BlockingQueue<Boolean> news = new LinkedBlockingQueue<>();
        kept.start();
        await(HubState.Connected.class::isInstance);
        kept.reader().follow(ANN.pid(), () -> news.add(true));
        byte[] proof = history.withhold(4);
        history.showAfterAll();
        ProofAnswer answer = check(proof);
        while (answer instanceof ProofAnswer.NotYet) {
            assertThat(news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            answer = check(proof);
        }
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ProofAnswer.InHistory.class,
                        found -> assertThat(found.activity().place()).isEqualTo(new Place(4, 0)));
    }

    @Test
    void anHonestHubIsTrusted() throws Exception {
        kept.start();
        await(HubState.Connected.class::isInstance);
        kept.wake();
        await(HubState.Connected.class::isInstance);
        assertThat(Files.exists(folder.resolve("evidence.json"))).isFalse();
    }
}
