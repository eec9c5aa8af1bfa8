package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubConnection.Found;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PaymentOrder;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;

/** What a wallet may expect of a hub, wherever it is: the same statements and questions, the same answers. */
abstract class HubContract {

    static final Unit HOUR = new Unit("HOUR", 2);
    private static final Constraints USUAL = new Constraints(6, 8, List.of());
    private static final long YEAR_MS = 365L * 24 * 60 * 60_000;

    @TempDir
    Path folder;

    private final Ids ids = new Ids(Clock.system(), Randomness.seeded(11));
    private World world;

    /** A hub with people, counting in HOUR; the first of them governs it. */
    interface World extends AutoCloseable {

        /** Somebody with an account. */
        Person person(String name) throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    /** Somebody with their way to the hub. */
    record Person(KeyPair key, HubConnection hub, HubReader reader, Settling settling) {

        Pid pid() {
            return key.pid();
        }

        PersonCard card(String name) {
            return new PersonCard(pid(), Optional.of(name), true);
        }

        /** Waits until all that happened to them so far can be read. */
        HubReader settled() throws Exception {
            settling.await();
            return reader;
        }
    }

    /** Waits until what happened is there. */
    interface Settling {

        void await() throws Exception;
    }

    abstract World open(Path place) throws IOException;

    @BeforeEach
    void openWorld() throws IOException {
        world = open(folder.resolve("hub"));
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    static Submitted submit(Person person, String action, Json.Obj fields) throws HubUnreachable {
        return person.hub()
                .submit(SignedStatement.sign(person.key(), action, person.hub().hub(), fields));
    }

    private static long height(Submitted submitted) {
        assertThat(submitted).isInstanceOf(Submitted.Committed.class);
        return ((Submitted.Committed) submitted).height();
    }

    private static void assertRefused(Submitted submitted, String code, Map<String, String> details) {
        assertThat(submitted).isEqualTo(new Submitted.Refused(code, details));
    }

    static Json.ObjBuilder line(Person to, String limit, String id) {
        return Json.object()
                .put("to", to.pid().text())
                .put("equivalent", "HOUR")
                .put("limit", limit)
                .put("statement_id", id);
    }

    /** Trusts, and gives the id of the line. */
    private UUID trust(Person from, Person to, String limit) throws HubUnreachable {
        String id = ids.next();
        height(submit(from, "trustline.create", line(to, limit, id).build()));
        return LineIds.of(id, 0);
    }

    private static PaymentOrder order(String txId, Person to, String amount) {
        return new PaymentOrder(txId, to.pid(), "HOUR", amount, Optional.of("for bread"), USUAL, Optional.empty());
    }

    private Submitted pay(Person from, PaymentOrder order) throws HubUnreachable {
        return from.hub().submit(order.sign(from.key(), from.hub().hub()));
    }

    private Submitted pay(Person from, Person to, String amount) throws HubUnreachable {
        return pay(from, order(ids.next(), to, amount));
    }

    @Test
    void aLineIsOpenedChangedAndClosed() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        String id = ids.next();

        long opened =
                height(submit(ann, "trustline.create", line(bob, "10.00", id).build()));
        String line = LineIds.of(id, 0).toString();
        long changed = height(submit(
                ann,
                "trustline.update",
                Json.object()
                        .put("id", line)
                        .put("limit", "20.00")
                        .put("statement_id", ids.next())
                        .build()));
        long closed = height(submit(
                ann,
                "trustline.close",
                Json.object().put("id", line).put("statement_id", ids.next()).build()));

        assertThat(changed).isGreaterThan(opened);
        assertThat(closed).isGreaterThan(changed);
        assertThat(ann.reader().status().height()).isEqualTo(closed);
    }

    @Test
    void aPaymentIsMadeOnceHoweverOftenItIsSent() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        trust(bob, ann, "10.00");
        PaymentOrder order = order(ids.next(), bob, "4.00");
        SignedStatement statement = order.sign(ann.key(), ann.hub().hub());

        Submitted first = ann.hub().submit(statement);

        assertThat(ann.hub().submit(statement)).isEqualTo(first);
        Found found = ann.hub().find(order.txId(), 0);
        assertThat(found).isInstanceOf(Found.There.class);
        var proof = ((Found.There) found).proof();
        assertThat(proof.header().height()).isEqualTo(height(first));
        assertThat(proof.check())
                .isInstanceOfSatisfying(
                        ProofCheck.Proven.class,
                        proven -> assertThat(proven.transaction().statements()).containsExactly(statement));
        assertRefused(pay(ann, order(order.txId(), bob, "4.01")), "E008", Map.of("tx_id", order.txId()));
    }

    @Test
    void whatWasNotPaidIsNotThereAsOfNow() throws Exception {
        Person ann = world.person("Ann");
        long beforeMs = Clock.system().wallMs();

        Found found = ann.hub().find("never", 0);

        // Of two clocks that are one a hub's may not be shown ahead; a block may be a little ahead of both.
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.NotThere.class,
                        not -> assertThat(not.asOfMs())
                                .isBetween(beforeMs - 1_000, Clock.system().wallMs() + 1_000));
    }

    @Test
    void whatCannotBePaidIsRefusedWithItsReason() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        KeyPair nobody = StubHub.key("nobody");

        assertRefused(pay(ann, bob, "1.00"), "E001", Map.of("requested", "1.00"));
        trust(bob, ann, "10.00");
        assertRefused(pay(ann, bob, "10.01"), "E002", Map.of("requested", "10.01", "available", "10.00"));
        assertThat(pay(ann, bob, "0.00")).extracting("code").isEqualTo("E009");
        assertThat(pay(ann, ann, "1.00")).extracting("code").isEqualTo("E009");
        assertRefused(
                pay(ann, new Person(nobody, ann.hub(), ann.reader(), () -> {}), "1.00"),
                "E011",
                Map.of("participant", nobody.pid().text()));
        PaymentOrder inShells =
                new PaymentOrder(ids.next(), bob.pid(), "SHELL", "1.00", Optional.empty(), USUAL, Optional.empty());
        assertRefused(pay(ann, inShells), "E015", Map.of("equivalent", "SHELL"));
        PaymentOrder tooLate = new PaymentOrder(
                ids.next(),
                bob.pid(),
                "HOUR",
                "1.00",
                Optional.empty(),
                USUAL,
                Optional.of(
                        Instant.ofEpochMilli(Clock.system().wallMs() - YEAR_MS).toString()));
        assertRefused(pay(ann, tooLate), "E007", Map.of("field", "valid_until"));
    }

    @Test
    void whatStandsAgainstALineIsSaid() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        String line = trust(bob, ann, "10.00").toString();
        height(pay(ann, bob, "4.00"));

        assertThat(submit(bob, "trustline.create", line(ann, "1.00", ids.next()).build()))
                .extracting("code")
                .isEqualTo("E008");
        assertRefused(
                submit(
                        bob,
                        "trustline.update",
                        Json.object()
                                .put("id", line)
                                .put("limit", "3.00")
                                .put("statement_id", ids.next())
                                .build()),
                "E003",
                Map.of("trust_line_id", line, "limit", "10.00", "current_used", "4.00", "requested", "3.00"));
        assertThat(submit(
                        bob,
                        "trustline.close",
                        Json.object()
                                .put("id", line)
                                .put("statement_id", ids.next())
                                .build()))
                .extracting("code")
                .isEqualTo("E013");
        assertThat(submit(
                        ann,
                        "trustline.close",
                        Json.object()
                                .put("id", line)
                                .put("statement_id", ids.next())
                                .build()))
                .extracting("code")
                .isEqualTo("E006");
    }

    @Test
    void whoSignsWithAnotherKeyIsRefused() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        SignedStatement forged = SignedStatement.sign(
                ann.pid(),
                StubHub.key("a thief"),
                "trustline.create",
                ann.hub().hub(),
                line(bob, "1.00", ids.next()).build());

        assertThat(ann.hub().submit(forged)).extracting("code").isEqualTo("E005");
    }

    @Test
    void onlyWhoGovernsGoverns() throws Exception {
        Person ada = world.person("Ada");
        Person bob = world.person("Bob");

        assertThat(admin(bob, "freeze", ada)).extracting("code").isEqualTo("E006");
        assertThat(ada.reader().person(bob.pid())).contains(bob.card("Bob"));
        assertThat(ada.reader().units()).contains(HOUR);
        height(admin(ada, "freeze", bob));
        assertThat(ada.reader().person(bob.pid())).contains(new PersonCard(bob.pid(), Optional.of("Bob"), false));
        assertThat(admin(ada, "freeze", bob)).extracting("code").isEqualTo("E017");
        height(admin(ada, "unfreeze", bob));
        height(submit(
                ada,
                "admin.equivalent",
                Json.object()
                        .put("code", "SHELL")
                        .put("precision", 0)
                        .put("statement_id", ids.next())
                        .build()));
        assertThat(ada.reader().units()).contains(new Unit("SHELL", 0), HOUR);
        height(submit(
                ada,
                "admin.equivalent",
                Json.object()
                        .put("code", "SHELL")
                        .put("active", false)
                        .put("statement_id", ids.next())
                        .build()));
        assertThat(ada.reader().units()).doesNotContain(new Unit("SHELL", 0)).contains(HOUR);
        height(submit(
                ada,
                "admin.config",
                Json.object()
                        .put(
                                "updates",
                                Json.object().put("registration", "approval").build())
                        .put("statement_id", ids.next())
                        .build()));
    }

    private Submitted admin(Person who, String verb, Person about) throws HubUnreachable {
        return submit(
                who,
                "admin." + verb,
                Json.object()
                        .put("participant", about.pid().text())
                        .put("statement_id", ids.next())
                        .build());
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirNameAndByTheirPid() throws Exception {
        Person ann = world.person("Ann");
        Person anna = world.person("Anna");
        Person bob = world.person("Bob");

        assertThat(bob.reader().person(ann.pid())).contains(ann.card("Ann"));
        assertThat(bob.reader().person(StubHub.key("nobody").pid())).isEmpty();
        assertThat(bob.reader().find("an", 10)).containsExactlyInAnyOrder(ann.card("Ann"), anna.card("Anna"));
        assertThat(bob.reader().find(" ANN ", 1)).hasSize(1);
        assertThat(bob.reader().find(anna.pid().text(), 10)).containsExactly(anna.card("Anna"));
        assertThat(bob.reader().find("zoe", 10)).isEmpty();
        assertThat(bob.reader().find("", 10)).hasSize(3);
    }

    @Test
    void theHubSaysHowItIs() throws Exception {
        Person ann = world.person("Ann");
        // Who can be found was written to the database, and nothing else happens.
        assertThat(ann.reader().person(ann.pid())).isPresent();
        HubStatus status = ann.reader().status();

        assertThat(status.hub()).isEqualTo(ann.hub().hub());
        assertThat(status.readOnly()).isFalse();
        assertThat(status.practice()).isFalse();
        assertThat(status.lagTransactions()).isZero();
        assertThat(status.timestampMs())
                .isBetween(Clock.system().wallMs() - 60_000, Clock.system().wallMs() + 60_000);
        assertThat(ann.reader().units()).contains(HOUR);
    }

    @Test
    void aPaymentIsProposedAndGoesAsItWasProposed() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        Person cyd = world.person("Cyd");
        trust(bob, ann, "10.00");
        trust(cyd, bob, "7.00");
        trust(cyd, ann, "2.00");
        List<Routes.Way> ways = List.of(
                new Routes.Way(List.of(ann.card("Ann"), bob.card("Bob"), cyd.card("Cyd")), 700),
                new Routes.Way(List.of(ann.card("Ann"), cyd.card("Cyd")), 100));

        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 800, USUAL)).isEqualTo(new Routes.Found(ways, 900));
        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 901, USUAL)).isEqualTo(new Routes.TooLittle(900, 0));
        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 500, new Constraints(6, 1, List.of())))
                .isEqualTo(new Routes.Found(
                        List.of(new Routes.Way(List.of(ann.card("Ann"), bob.card("Bob"), cyd.card("Cyd")), 500)), 700));
        assertThat(ann.reader().routes(ann.pid(), cyd.pid(), HOUR, 300, new Constraints(6, 8, List.of(bob.pid()))))
                .isEqualTo(new Routes.TooLittle(200, 0));
        String txId = ids.next();
        long height = height(pay(ann, order(txId, cyd, "8.00")));
        assertThat(ann.reader().ways(ann.pid(), height, txId)).isEqualTo(ways);
        assertThat(cyd.reader().ways(cyd.pid(), height, txId)).isEmpty();
        assertThat(ann.reader().ways(ann.pid(), height, "never")).isEmpty();
    }

    @Test
    void whatCouldNeverBePaidIsRefusedBeforeItIsSigned() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        Pid nobody = StubHub.key("nobody").pid();

        assertThat(ann.reader().routes(ann.pid(), bob.pid(), HOUR, 1, USUAL)).isEqualTo(new Routes.TooLittle(0, 0));
        assertThat(ann.reader().routes(ann.pid(), ann.pid(), HOUR, 1, USUAL))
                .extracting("code")
                .isEqualTo("E009");
        assertThat(ann.reader().routes(ann.pid(), bob.pid(), HOUR, 0, USUAL))
                .extracting("code")
                .isEqualTo("E009");
        assertThat(ann.reader().routes(ann.pid(), nobody, HOUR, 1, USUAL))
                .isEqualTo(new Routes.Refused("E011", Map.of("participant", nobody.text())));
        assertThat(ann.reader().routes(ann.pid(), bob.pid(), new Unit("SHELL", 0), 1, USUAL))
                .isEqualTo(new Routes.Refused("E015", Map.of("equivalent", "SHELL")));
    }

    @Test
    void whereTheOwnerStandsIsTheSumOfTheirLines() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        Person cyd = world.person("Cyd");
        trust(bob, ann, "10.00");
        trust(ann, bob, "3.00");
        trust(ann, cyd, "5.00");
        height(pay(ann, bob, "4.00"));
        long height = height(pay(cyd, ann, "1.50"));

        assertThat(ann.settled().standing(ann.pid())).hasValueSatisfying(standing -> {
            assertThat(standing.status()).isEqualTo(AccountStatus.ACTIVE);
            assertThat(standing.height()).isGreaterThanOrEqualTo(height);
            assertThat(standing.units())
                    .containsExactly(new UnitStanding(HOUR, 400, 150, 1_000, 800, 0, 600 + 150, 700 + 350));
        });
        assertThat(ann.reader().neighbours(ann.pid()))
                .extracting(Neighbour::person, Neighbour::owesMinor, Neighbour::owedMinor, Neighbour::spendMinor)
                .containsExactly(
                        Assertions.tuple(bob.card("Bob"), 400L, 0L, 600L),
                        Assertions.tuple(cyd.card("Cyd"), 0L, 150L, 150L));
        assertThat(cyd.settled().standing(cyd.pid()))
                .hasValueSatisfying(standing -> assertThat(standing.units())
                        .containsExactly(new UnitStanding(HOUR, 150, 0, 500, 0, 0, 350, 150)));
    }

    @Test
    void whatHappenedIsThereWithItsProof() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        Person cyd = world.person("Cyd");
        trust(bob, ann, "10.00");
        trust(cyd, bob, "10.00");
        String txId = ids.next();
        long height = height(pay(ann, order(txId, cyd, "2.00")));

        ActivityPage paid =
                ann.settled().activity(ann.pid(), Set.of(Activity.Kind.PAYMENT), "", OptionalLong.empty(), 10);
        assertThat(paid.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.txId()).isEqualTo(txId);
            assertThat(entry.height()).isEqualTo(height);
            assertThat(entry.what()).isInstanceOfSatisfying(Activity.Payment.class, payment -> {
                assertThat(payment.sent()).isTrue();
                assertThat(payment.other()).isEqualTo(cyd.card("Cyd"));
                assertThat(payment.amountMinor()).isEqualTo(200);
                assertThat(payment.note()).contains("for bread");
            });
        });
        ActivityDetail detail = ann.reader()
                .detail(ann.pid(), paid.entries().getFirst().place())
                .orElseThrow();
        assertThat(detail.proof().orElseThrow().check()).isInstanceOf(ProofCheck.Proven.class);
        assertThat(bob.settled()
                        .activity(bob.pid(), Set.of(Activity.Kind.CARRIED), "", OptionalLong.empty(), 10)
                        .entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.txId()).isEmpty();
                    assertThat(((Activity.Carried) entry.what()).amountMinor()).isEqualTo(200);
                });
        assertThat(cyd.settled()
                        .activity(cyd.pid(), Set.of(Activity.Kind.LINE), "", OptionalLong.empty(), 10)
                        .entries())
                .singleElement()
                .satisfies(entry ->
                        assertThat(((Activity.LineChange) entry.what()).given()).isTrue());
    }

    @Test
    void whoFollowsIsToldWhatTouchesThem() throws Exception {
        Person ann = world.person("Ann");
        Person bob = world.person("Bob");
        trust(bob, ann, "10.00");
        bob.settled();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        try (HubReader.Following following = bob.reader().follow(bob.pid(), () -> told.add(1L))) {
            assertThat(following).isNotNull();
            height(pay(ann, bob, "2.00"));
            assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(bob.settled().standing(bob.pid()).orElseThrow().units())
                    .extracting(UnitStanding::owedMinor)
                    .containsExactly(200L);
        }
    }
}
