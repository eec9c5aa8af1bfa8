package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.SignedStatement;
import org.tallystick.wallet.HubConnection.Found;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubUnreachable;

class ReferenceConnectionTest {

    private final ReferenceWorld world = new ReferenceWorld();
    private ReferenceHub ann;
    private ReferenceHub bob;

    @BeforeEach
    void makeCommunity() throws Exception {
        ann = world.member("Ann");
        bob = world.member("Bob");
        world.trust(bob, "Ann", "10.00");
    }

    @AfterEach
    void stop() {
        assertThat(world.stub.isHung()).isFalse();
        world.close();
    }

    private static Found said(String amount) {
        return new Found.Said(ReferenceWorld.pid("Ann"), ReferenceWorld.pid("Bob"), "HOUR", new BigDecimal(amount));
    }

    private Found find(String txId) throws HubUnreachable {
        return ann.connection().find(txId, 0);
    }

    private SignedStatement payment(String txId, String amount) throws Exception {
        return ReferenceWorld.payment(ann, txId, "Bob", amount);
    }

    private long posts() {
        return world.stub.asked().stream().filter("POST /payments"::equals).count();
    }

    @Test
    void aPaymentIsMadeOnceHoweverOftenItIsSent() throws Exception {
        SignedStatement statement = payment("p1", "4.00");

        assertThat(ann.connection().submit(statement)).isEqualTo(new Submitted.Said());
        assertThat(ann.connection().submit(statement)).isEqualTo(new Submitted.Said());
        assertThat(world.stub.committed()).isEqualTo(1);
        assertThat(find("p1")).isEqualTo(said("4.00"));
        assertThat(ann.connection().submit(payment("p1", "4.01")))
                .isEqualTo(new Submitted.Refused("E008", Map.of("tx_id", "p1")));
        assertThat(find("never")).isEqualTo(new Found.NotThere(0));
    }

    @Test
    void whatSomebodyElseCallsTheSameIsRefusedAndNotMistakenForOnesOwn() throws Exception {
        ReferenceHub cyd = world.member("Cyd");
        world.trust(bob, "Cyd", "10.00");
        assertThat(cyd.connection().submit(ReferenceWorld.payment(cyd, "p1", "Bob", "4.00")))
                .isEqualTo(new Submitted.Said());

        assertThat(ann.connection().submit(payment("p1", "4.00")))
                .isEqualTo(new Submitted.Refused("E008", Map.of("tx_id", "p1")));
        assertThat(find("p1")).isEqualTo(new Found.NotThere(0));
    }

    @Test
    void aConflictOfWhichNothingIsKeptIsTriedAgainWithTheSameBytes() throws Exception {
        world.stub.conflict(2, false);

        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Said());
        assertThat(posts()).isEqualTo(3);
        assertThat(world.stub.committed()).isEqualTo(1);
    }

    @Test
    void aConflictThatIsKeptAsAbortedSpendsTheId() throws Exception {
        world.stub.conflict(1, true);

        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Aborted("E008"));
        assertThat(posts()).isEqualTo(2);
        assertThat(find("p1")).isEqualTo(new Found.Aborted("E008"));
        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Aborted("E008"));
        assertThat(world.stub.committed()).isZero();
    }

    @Test
    void conflictsWithoutEndAreNotTheMoment() throws Exception {
        world.stub.conflict(100, false);

        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Refused("E020", Map.of()));
        assertThat(posts()).isEqualTo(4);
    }

    @Test
    void whatIsUnderWayIsShownAsAbortedAndIsNoEnd() throws Exception {
        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Said());
        world.stub.keepUnderWay("p1");

        assertThat(find("p1")).isEqualTo(new Found.UnderWay());
        assertThatThrownBy(() -> ann.connection().submit(payment("p1", "4.00"))).isInstanceOf(HubUnreachable.class);
        world.stub.done();
        assertThat(find("p1")).isEqualTo(said("4.00"));
        assertThat(ann.connection().submit(payment("p1", "4.00"))).isEqualTo(new Submitted.Said());
        assertThat(world.stub.committed()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLostIsFoundByItsId() throws Exception {
        world.stub.loseAnswers(true);

        assertThatThrownBy(() -> ann.connection().submit(payment("p1", "4.00"))).isInstanceOf(HubUnreachable.class);
        world.stub.loseAnswers(false);
        assertThat(find("p1")).isEqualTo(said("4.00"));
    }

    @Test
    void amountsAreComparedAsNumbers() throws Exception {
        assertThat(ann.connection().submit(payment("p1", "0.00000001"))).isEqualTo(new Submitted.Said());
        assertThat(find("p1"))
                .isInstanceOfSatisfying(
                        Found.Said.class, found -> assertThat(found.amount()).isEqualByComparingTo("1E-8"));
    }

    @Test
    void whatCannotBePaidIsRefusedInOurCodes() throws Exception {
        ReferenceHub cyd = world.member("Cyd");
        assertThat(world.pay(ann, "Bob", "10.01"))
                .isEqualTo(new Submitted.Refused("E002", Map.of("requested", "10.01", "available", "10.00")));
        assertThat(world.pay(cyd, "Bob", "1.00")).isEqualTo(new Submitted.Refused("E001", Map.of("requested", "1.00")));
        assertThat(world.pay(ann, "nobody", "1.00"))
                .isEqualTo(new Submitted.Refused(
                        "E011",
                        Map.of("participant", ReferenceWorld.pid("nobody").text())));
        assertThat(world.pay(ann, "Ann", "1.00")).extracting("code").isEqualTo("E009");
        assertThat(world.pay(ann, "Bob", "0.00")).extracting("code").isEqualTo("E009");
        world.stub.takeOnly(0);
        assertThat(world.pay(ann, "Bob", "1.00")).extracting("code").isEqualTo("E014");
    }

    @Test
    void whoIsFrozenMayNotPay() throws Exception {
        assertThat(world.pay(ann, "Bob", "1.00")).isEqualTo(new Submitted.Said());
        world.stub.freeze(ReferenceWorld.pid("Ann"));
        assertThat(world.pay(ann, "Bob", "1.00")).extracting("code").isEqualTo("E006");
    }

    @Test
    void whatStandsAgainstALineIsSaidInOurCodes() throws Exception {
        assertThat(world.pay(ann, "Bob", "4.00")).isEqualTo(new Submitted.Said());
        String line = bob.reader()
                .neighbours(ReferenceWorld.pid("Bob"))
                .getFirst()
                .given()
                .orElseThrow()
                .id()
                .toString();
        Json.Obj less = Json.object().put("id", line).put("limit", "3.00").build();
        Json.Obj close = Json.object().put("id", line).build();

        assertThat(bob.connection().submit(bob.signing().sign("trustline.update", less)))
                .isEqualTo(new Submitted.Refused(
                        "E003", Map.of("trust_line_id", line, "current_used", "4.00", "requested", "3.00")));
        assertThat(bob.connection().submit(bob.signing().sign("trustline.close", close)))
                .isEqualTo(new Submitted.Refused("E013", Map.of("trust_line_id", line)));
        assertThat(ann.connection().submit(ann.signing().sign("trustline.close", close)))
                .extracting("code")
                .isEqualTo("E006");
        String never = "00000000-0000-0009-0000-000000000009";
        assertThat(bob.connection()
                        .submit(bob.signing()
                                .sign(
                                        "trustline.close",
                                        Json.object().put("id", never).build())))
                .isEqualTo(new Submitted.Refused("E012", Map.of("trust_line_id", never)));
        assertThat(bob.connection()
                        .submit(bob.signing()
                                .sign(
                                        "trustline.create",
                                        Json.object()
                                                .put(
                                                        "to",
                                                        ReferenceWorld.pid("Ann")
                                                                .text())
                                                .put("equivalent", "SHELL")
                                                .put("limit", "1")
                                                .build())))
                .isEqualTo(new Submitted.Refused("E015", Map.of("equivalent", "SHELL")));
    }

    @Test
    void aStrangersSignatureIsRefused() throws Exception {
        SignedStatement thiefs = ReferenceWorld.payment(bob, "p1", "Ann", "1.00");
        assertThat(ann.connection().submit(thiefs)).isInstanceOf(Submitted.Refused.class);
        SignedStatement bobs = ReferenceWorld.payment(bob, "p2", "Cyd", "1.00");
        world.member("Cyd");
        assertThat(ann.connection().submit(bobs)).extracting("code").isEqualTo("E005");
    }

    @Test
    void nothingIsMadeOfAnIdThatCannotStandInAPath() {
        assertThatIllegalArgumentException().isThrownBy(() -> find("../balance"));
        assertThatIllegalArgumentException().isThrownBy(() -> find(".."));
    }
}
