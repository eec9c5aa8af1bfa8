package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.sync.reference.ReferenceHub;
import org.tallystick.sync.reference.ReferenceWorld;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.CannotBeSigned;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubConnection.Found;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PaymentOrder;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.UnitStanding;

/**
 * The contract at a hub of the reference dialect. What is not overridden holds as it is; what is overridden names a difference:
 * nothing is proven, nothing ends by itself, ways are not told, and nobody governs from here.
 */
class ReferenceContractTest extends HubContract {

    private final Ids ids = new Ids(Clock.system(), Randomness.seeded(12));
    private World here;

    @Override
    World open(Path place) {
        ReferenceWorld world = new ReferenceWorld();
        here = new World() {
            @Override
            public Person person(String name) {
                ReferenceHub hub = world.member(name);
                KeyPair key = ReferenceWorld.key(name);
                return new Person(key, new Translated(hub), hub.reader(), () -> {});
            }

            @Override
            public void close() {
                assertThat(world.stub.isHung()).isFalse();
                world.close();
            }
        };
        return here;
    }

    /** Signs anew what the contract signs for a hub of ours, as a wallet would have signed it here. */
    private record Translated(ReferenceHub there) implements HubConnection {

        @Override
        public Pid hub() {
            return there.standIn();
        }

        @Override
        public Submitted submit(SignedStatement statement) throws HubUnreachable {
            try {
                return there.connection().submit(there.signing().sign(statement.action(), statement.fields()));
            } catch (CannotBeSigned noWords) {
                throw new AssertionError(noWords);
            }
        }

        @Override
        public Found find(String txId, long fromHeight) throws HubUnreachable {
            return there.connection().find(txId, fromHeight);
        }
    }

    private String trust(Person from, Person to, String limit) throws Exception {
        assertThat(submit(from, "trustline.create", line(to, limit, ids.next()).build()))
                .isEqualTo(new Submitted.Said());
        return from.reader().neighbours(from.pid()).stream()
                .filter(neighbour -> neighbour.person().pid().equals(to.pid()))
                .findFirst()
                .flatMap(neighbour -> neighbour.given())
                .orElseThrow()
                .id()
                .toString();
    }

    private Submitted pay(Person from, String txId, Pid to, String unit, String amount) throws HubUnreachable {
        PaymentOrder order = new PaymentOrder(
                txId, to, unit, amount, Optional.empty(), new Constraints(6, 3, List.of()), Optional.empty());
        return submit(from, "payment.create", order.fields());
    }

    private void paid(Person from, String txId, Person to, String amount) throws HubUnreachable {
        assertThat(pay(from, txId, to.pid(), "HOUR", amount)).isEqualTo(new Submitted.Said());
    }

    /** There are no blocks: it says that it was done. The id of a line is the hub's to choose. */
    @Override
    @Test
    void aLineIsOpenedChangedAndClosed() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        String line = trust(ann, bob, "10.00");

        assertThat(submit(
                        ann,
                        "trustline.update",
                        Json.object().put("id", line).put("limit", "20.00").build()))
                .isEqualTo(new Submitted.Said());
        assertThat(submit(ann, "trustline.close", Json.object().put("id", line).build()))
                .isEqualTo(new Submitted.Said());
        assertThat(ann.reader().status().height()).isZero();
    }

    /** It is found, and comes without proof. */
    @Override
    @Test
    void aPaymentIsMadeOnceHoweverOftenItIsSent() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        trust(bob, ann, "10.00");

        paid(ann, "p1", bob, "4.00");
        paid(ann, "p1", bob, "4.00");
        assertThat(ann.hub().find("p1", 0))
                .isEqualTo(new Found.Said(ann.pid(), bob.pid(), "HOUR", new BigDecimal("4.00")));
        assertThat(pay(ann, "p1", bob.pid(), "HOUR", "4.01"))
                .isEqualTo(new Submitted.Refused("E008", Map.of("tx_id", "p1")));
    }

    /** It tells no time, so that nothing is ever too late. */
    @Override
    @Test
    void whatWasNotPaidIsNotThereAsOfNow() throws Exception {
        assertThat(here.person("Ann").hub().find("never", 0)).isEqualTo(new Found.NotThere(0));
    }

    /** Without ends, there is no too late. */
    @Override
    @Test
    void whatCannotBePaidIsRefusedWithItsReason() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        Pid nobody = StubHub.key("nobody").pid();

        assertThat(pay(ann, "p1", bob.pid(), "HOUR", "1.00"))
                .isEqualTo(new Submitted.Refused("E001", Map.of("requested", "1.00")));
        trust(bob, ann, "10.00");
        assertThat(pay(ann, "p2", bob.pid(), "HOUR", "10.01"))
                .isEqualTo(new Submitted.Refused("E002", Map.of("requested", "10.01", "available", "10.00")));
        assertThat(pay(ann, "p3", bob.pid(), "HOUR", "0.00")).extracting("code").isEqualTo("E009");
        assertThat(pay(ann, "p4", ann.pid(), "HOUR", "1.00")).extracting("code").isEqualTo("E009");
        assertThat(pay(ann, "p5", nobody, "HOUR", "1.00"))
                .isEqualTo(new Submitted.Refused("E011", Map.of("participant", nobody.text())));
        assertThat(pay(ann, "p6", bob.pid(), "SHELL", "1.00"))
                .isEqualTo(new Submitted.Refused("E015", Map.of("equivalent", "SHELL")));
    }

    /** The limit as it was is not told. */
    @Override
    @Test
    void whatStandsAgainstALineIsSaid() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        String line = trust(bob, ann, "10.00");
        paid(ann, "p1", bob, "4.00");
        Json.Obj close = Json.object().put("id", line).build();

        assertThatThrownBy(() -> trust(bob, ann, "1.00")).hasMessageContaining("E008");
        assertThat(submit(bob, "trustline.update", close.with("limit", Json.of("3.00"))))
                .isEqualTo(new Submitted.Refused(
                        "E003", Map.of("trust_line_id", line, "current_used", "4.00", "requested", "3.00")));
        assertThat(submit(bob, "trustline.close", close)).extracting("code").isEqualTo("E013");
        assertThat(submit(ann, "trustline.close", close)).extracting("code").isEqualTo("E006");
    }

    /** Who has the session and not the key. */
    @Override
    @Test
    void whoSignsWithAnotherKeyIsRefused() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        SignedStatement forged = SignedStatement.signReference(
                ann.pid(),
                StubHub.key("a thief"),
                "trustline.create",
                ann.hub().hub(),
                Json.object()
                        .put("to", bob.pid().text())
                        .put("equivalent", "HOUR")
                        .put("limit", "1.00")
                        .build());

        assertThat(((Translated) ann.hub()).there().connection().submit(forged))
                .extracting("code")
                .isEqualTo("E005");
    }

    /** Nobody does from here: there is nothing that could be signed for it. */
    @Override
    @Test
    void onlyWhoGovernsGoverns() throws Exception {
        Person ada = here.person("Ada");
        assertThatThrownBy(() -> submit(
                        ada,
                        "admin.freeze",
                        Json.object().put("participant", ada.pid().text()).build()))
                .hasCauseInstanceOf(CannotBeSigned.class);
    }

    /** That it goes is told, and how only afterwards; whom to avoid is asked with the payment only. */
    @Override
    @Test
    void aPaymentIsProposedAndGoesAsItWasProposed() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        Person cyd = here.person("Cyd");
        trust(bob, ann, "10.00");
        trust(cyd, bob, "7.00");
        trust(cyd, ann, "2.00");
        Constraints usual = new Constraints(6, 3, List.of());

        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 500, usual))
                .isEqualTo(new Routes.Found(List.of(), 500));
        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 200, usual))
                .isEqualTo(new Routes.Found(
                        List.of(new Routes.Way(List.of(ann.card("Ann"), cyd.card("Cyd")), 200)), 200));
        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 901, usual)).isEqualTo(new Routes.TooLittle(900, 0));
        paid(ann, "p1", cyd, "5.00");
        assertThat(ann.reader().ways(ann.pid(), 0, "p1"))
                .containsExactly(
                        new Routes.Way(List.of(ann.card("Ann"), cyd.card("Cyd")), 200),
                        new Routes.Way(List.of(ann.card("Ann"), bob.card("Bob"), cyd.card("Cyd")), 300));
        assertThat(cyd.reader().ways(cyd.pid(), 0, "p1")).isEmpty();
        assertThat(ann.reader().ways(ann.pid(), 0, "never")).isEmpty();
    }

    /** What somebody owes cannot be spent there without a line of theirs. */
    @Override
    @Test
    void whereTheOwnerStandsIsTheSumOfTheirLines() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        Person cyd = here.person("Cyd");
        trust(bob, ann, "10.00");
        trust(ann, bob, "3.00");
        trust(ann, cyd, "5.00");
        paid(ann, "p1", bob, "4.00");
        paid(cyd, "p2", ann, "1.50");

        assertThat(ann.settled().standing(ann.pid()).orElseThrow().units())
                .containsExactly(new UnitStanding(HOUR, 400, 150, 1_000, 800, 0, 600, 700 + 350));
        assertThat(ann.reader().neighbours(ann.pid()))
                .extracting(Neighbour::person, Neighbour::owesMinor, Neighbour::owedMinor, Neighbour::spendMinor)
                .containsExactly(
                        Assertions.tuple(bob.card("Bob"), 400L, 0L, 600L),
                        Assertions.tuple(cyd.card("Cyd"), 0L, 150L, 0L));
    }

    /** Payments only, without notes and without proof. */
    @Override
    @Test
    void whatHappenedIsThereWithItsProof() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        Person cyd = here.person("Cyd");
        trust(bob, ann, "10.00");
        trust(cyd, bob, "10.00");
        paid(ann, "p1", cyd, "2.00");

        Activity paid = ann.settled()
                .activity(ann.pid(), Set.of(Activity.Kind.PAYMENT), "", OptionalLong.empty(), 10)
                .entries()
                .getFirst();
        assertThat(paid.txId()).isEqualTo("p1");
        assertThat(paid.what()).isEqualTo(new Activity.Payment(true, cyd.card("Cyd"), HOUR, 200, Optional.empty()));
        assertThat(ann.reader().detail(ann.pid(), paid.place()).orElseThrow().proof())
                .isEmpty();
        assertThat(bob.reader()
                        .activity(bob.pid(), Set.of(), "", OptionalLong.empty(), 10)
                        .entries())
                .isEmpty();
        assertThat(bob.reader().remembered()).containsExactly(Activity.Kind.PAYMENT);
    }

    /** Of received payments, once somebody listens. */
    @Override
    @Test
    void whoFollowsIsToldWhatTouchesThem() throws Exception {
        Person ann = here.person("Ann");
        Person bob = here.person("Bob");
        trust(bob, ann, "10.00");
        ((Translated) bob.hub()).there().start();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        try (HubReader.Following following = bob.reader().follow(bob.pid(), () -> told.add(1L))) {
            assertThat(following).isNotNull();
            paid(ann, "p1", bob, "2.00");
            do {
                assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
            } while (bob.reader()
                            .standing(bob.pid())
                            .orElseThrow()
                            .units()
                            .getFirst()
                            .owedMinor()
                    != 200);
        }
    }
}
