package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Backups;
import org.tallystick.app.Machine;
import org.tallystick.app.Restores;
import org.tallystick.app.hub.HubWorld.Told;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.node.ReadyFolder;

/** A hub that was put back from a backup takes what it lost from those who hold the proofs. */
class LostBlocksTest {

    private static final long VALID_MS = 120_000;
    private final OpenApiJudge judge;

    @TempDir
    Path folder;

    private final AtomicLong laterMs = new AtomicLong();
    private final Machine machine = new Machine(
            new Clock() {
                @Override
                public long wallMs() {
                    return Clock.system().wallMs() + laterMs.get();
                }

                @Override
                public long monotonicNs() {
                    return Clock.system().monotonicNs() + laterMs.get() * 1_000_000;
                }
            },
            HubWorld.machine().randomness(),
            HubWorld.machine().passwordCost());

    private HubWorld world;
    private Member ann;
    private Member bob;

    LostBlocksTest() throws IOException {
        judge = new OpenApiJudge();
    }

    @BeforeEach
    void openHub() throws IOException {
        ReadyFolder.put(folder.resolve("base"), LostBlocksTest.class, base -> makeHub());
        open();
        login();
    }

    /** Ann may owe Bob; of that there is a backup. */
    private void makeHub() throws IOException {
        Files.createDirectories(folder.resolve("base"));
        HubWorld.make(place(), List.of(new NewHub.Unit("HOUR", 2)));
        open();
        ann.register().data();
        bob.register().data();
        login();
        bob.trust(ann, "HOUR", "100.00").data();
        world.close();
        assertThat(Backups.make(place(), null, backup(), machine)).isInstanceOf(Backups.Outcome.Made.class);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private Path place() {
        return folder.resolve("base").resolve("hub");
    }

    private Path backup() {
        return folder.resolve("base").resolve("backup");
    }

    private void open() throws IOException {
        world = HubWorld.open(place(), machine, judge);
        ann = new Member(world, "Ann");
        bob = new Member(world, "Bob");
    }

    private void login() throws IOException {
        ann.login();
        bob.login();
    }

    /** The disk is gone; the backup takes its place, so much later. */
    private void restore(long afterMs) throws IOException {
        world.close();
        laterMs.addAndGet(afterMs);
        assertThat(Restores.restore(backup(), place(), null, new Restores.Choice(OptionalLong.empty(), false), machine))
                .isInstanceOf(Restores.Outcome.Done.class);
        open();
        login();
    }

    private void reopen() throws IOException {
        world.close();
        open();
        login();
    }

    /** Ann pays Bob; the proof that he has of it. */
    private Json.Obj paid(String txId) throws IOException, MalformedJson {
        ann.send("POST", "/payments", payment(txId, "5.00")).data();
        return latestProof(bob);
    }

    private Json.Obj payment(String txId, String amount) {
        return ann.payment(
                txId,
                bob,
                "HOUR",
                amount,
                Json.object()
                        .put("description", "eggs")
                        .put(
                                "valid_until",
                                Instant.ofEpochMilli(machine.clock().wallMs() + VALID_MS)
                                        .toString())
                        .build());
    }

    /** The proof of somebody's latest own transaction. */
    private static Json.Obj latestProof(Member who) throws IOException, MalformedJson {
        return who.get("/transactions")
                .data()
                .array("transactions")
                .objects()
                .getLast()
                .object("proof");
    }

    private static Told giveBack(Member who, Json.Obj proof) throws IOException {
        return who.send(
                "POST", "/transactions", Json.object().put("proof", proof).build());
    }

    private static String net(Member who) throws IOException, MalformedJson {
        return who.get("/participants/me/statement")
                .data()
                .object("balances")
                .optionalText("HOUR")
                .orElse("0.00");
    }

    @Test
    void aPaymentThatTheHubLostIsThereAgainWhenItsPayeeShowsTheProof() throws Exception {
        Json.Obj proof = paid("lost");
        restore(3_600_000);
        assertThat(net(bob)).isEqualTo("0.00");

        Told given = giveBack(bob, proof);
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.data())
                .isEqualTo(Json.object()
                        .put("tx_id", "lost")
                        .put("type", "payment.create")
                        .build());
        assertThat(given.headers().get("X-Block-Height")).isNotNull();

        assertThat(net(bob)).isEqualTo("5.00");
        assertThat(net(ann)).isEqualTo("-5.00");
        assertThat(ann.get("/payments/lost").data().text("description")).isEqualTo("eggs");
        assertThat(latestProof(bob).toString()).contains("regained");
    }

    @Test
    void whatIsGivenBackTwiceIsPaidOnceAlsoAfterAStart() throws Exception {
        Json.Obj ofPayee = paid("lost");
        Json.Obj ofPayer = latestProof(ann);
        restore(3_600_000);
        assertThat(giveBack(bob, ofPayee).status()).isEqualTo(201);
        giveBack(ann, ofPayer).error(409, "E008");
        reopen();
        giveBack(bob, ofPayee).error(409, "E008");
        assertThat(net(bob)).isEqualTo("5.00");
    }

    @Test
    void whatWasSentAgainInTimeIsNotPaidAgainWhenItIsGivenBack() throws Exception {
        Json.Obj payment = payment("again", "5.00");
        ann.send("POST", "/payments", payment).data();
        Json.Obj proof = latestProof(bob);
        restore(1_000);
        ann.send("POST", "/payments", payment).data();
        assertThat(giveBack(bob, proof).data().text("tx_id")).isEqualTo("again");
        assertThat(net(bob)).isEqualTo("5.00");

        // Its id is forgotten after its end; history remembers.
        laterMs.addAndGet(3_600_000);
        login();
        ann.pay(bob, "HOUR", "1.00").data();
        giveBack(bob, proof).error(409, "E008");
        assertThat(net(bob)).isEqualTo("6.00");
    }

    @Test
    void aPayerWhoUsesTheIdForSomethingElseDoesNotKeepThePayeeFromTheirs() throws Exception {
        Json.Obj proof = paid("mine");
        restore(3_600_000);
        ann.pay("mine", bob, "HOUR", "0.01", Json.Obj.EMPTY).data();
        assertThat(giveBack(bob, proof).status()).isEqualTo(201);
        assertThat(net(bob)).isEqualTo("5.01");
        ann.pay(bob, "HOUR", "1.00").data();
        reopen();
        giveBack(bob, proof).error(409, "E008");
        assertThat(net(bob)).isEqualTo("6.01");
    }

    @Test
    void whatStandsInHistoryCannotBeGivenBack() throws Exception {
        Json.Obj proof = paid("kept");
        giveBack(bob, proof).error(409, "E008");
        laterMs.addAndGet(3_600_000);
        login();
        giveBack(bob, proof).error(409, "E008");
        assertThat(net(bob)).isEqualTo("5.00");
    }

    @Test
    void onlyThoseWhoseItIsGiveItBack() throws Exception {
        Json.Obj payment = paid("lost");
        Json.Obj line = Json.object().put("limit", "7.00").build();
        String id = bob.get("/trustlines?direction=outgoing").items().getFirst().text("id");
        bob.about("PATCH", "/trustlines/" + id, id, "trustline.update", line).data();
        Json.Obj ofBob = latestProof(bob);
        Json.Obj ofAnn = latestProof(ann);
        restore(3_600_000);
        Member carl = world.member("Carl");
        giveBack(carl, payment).error(403, "E006");
        giveBack(ann, ofAnn).error(403, "E006");
        assertThat(giveBack(bob, ofBob).data().text("type")).isEqualTo("trustline.update");
        assertThat(bob.get("/trustlines/" + id).data().text("limit")).isEqualTo("7.00");
    }

    @Test
    void aProofThatTheHubDidNotSignIsNone() throws Exception {
        Json.Obj proof = paid("lost");
        restore(3_600_000);
        Json.Obj header = proof.object("header");
        Json.Obj other = header.with("height", Json.of(header.number("height") + 1));
        giveBack(bob, proof.with("header", other)).error(401, "E005");
        giveBack(bob, proof.with("hub", Json.of(bob.pid.text()))).error(422, "E009");
        assertThat(net(bob)).isEqualTo("0.00");
    }
}
