package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.LineStatus;
import org.tallystick.node.Answer;
import org.tallystick.node.Place;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.Activity.Kind;

/** Ann pays Cleo over Bob; Dora is a second way; Eve stands alone. */
final class NodeReaderTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Constraints ANY = Constraints.of(PaymentLimits.DEFAULT);

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private TestNode node;
    private NodeReader reader;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Dora", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100.00");
        node.trust("Cleo", "Bob", "HOUR", "60.00");
        node.trust("Dora", "Cleo", "HOUR", "50.00");
        reader = new NodeReader(node.node, TestNode.HUB.publicKey(), PaymentLimits.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        node.close();
    }

    private static Pid pid(String name) {
        return TestNode.pid(name);
    }

    private static PersonCard card(String name) {
        return new PersonCard(pid(name), Optional.of(name), true);
    }

    private Neighbour neighbour(String of, String who) throws HubUnreachable {
        return reader.neighbours(pid(of)).stream()
                .filter(one -> one.person().equals(card(who)))
                .findFirst()
                .orElseThrow();
    }

    private List<Activity> all(String person, Set<Kind> kinds, String text) throws HubUnreachable {
        List<Activity> found = new ArrayList<>();
        OptionalLong next = OptionalLong.empty();
        do {
            ActivityPage page = reader.activity(pid(person), kinds, text, next, 2);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(2);
            assertThat(page.height()).isEqualTo(node.node.health().height());
            found.addAll(page.entries());
            next = page.next();
        } while (next.isPresent());
        return found;
    }

    private static void freeze(TestNode node, String creditor, Neighbour toward) {
        node.submit(SignedStatement.sign(
                TestNode.key(creditor),
                "trustline.update",
                node.node.hub(),
                Json.object()
                        .put("id", toward.given().orElseThrow().id().toString())
                        .put("status", "frozen")
                        .build()));
    }

    @Test
    void whereSomebodyStandsIsTheSumOverTheirNeighbours() throws Exception {
        node.pay("Ann", "Cleo", "HOUR", "25.00", "p1");
        Standing ann = reader.standing(pid("Ann")).orElseThrow();
        assertThat(ann.person()).isEqualTo(card("Ann"));
        assertThat(ann.status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(ann.height()).isEqualTo(node.node.health().height());
        assertThat(ann.units()).containsExactly(new UnitStanding(HOUR, 2500, 0, 10_000, 0, 0, 7500, 2500));
        Standing bob = reader.standing(pid("Bob")).orElseThrow();
        assertThat(bob.units()).containsExactly(new UnitStanding(HOUR, 2500, 2500, 6000, 10_000, 0, 6000, 10_000));
        assertThat(bob.units().getFirst().netMinor()).isZero();
        assertThat(reader.standing(pid("Eve")).orElseThrow().units()).isEmpty();
        assertThat(reader.standing(pid("nobody"))).isEmpty();
    }

    @Test
    void aFrozenLineGivesNoNewCreditAndCanBePaidDown() throws Exception {
        node.pay("Ann", "Bob", "HOUR", "10.00", "p1");
        freeze(node, "Bob", neighbour("Bob", "Ann"));
        Neighbour toBob = neighbour("Ann", "Bob");
        assertThat(toBob.given()).isEmpty();
        assertThat(toBob.received().orElseThrow().status()).isEqualTo(LineStatus.FROZEN);
        assertThat(toBob.spendMinor()).isZero();
        assertThat(toBob.receiveMinor()).isEqualTo(1000);
        assertThat(toBob.balanceMinor()).isEqualTo(-1000);
        assertThat(toBob.mayOweMinor()).isEqualTo(10_000);
        assertThat(reader.routes(pid("Ann"), pid("Cleo"), HOUR, 100, ANY)).isEqualTo(new Routes.TooLittle(0, 0));
        assertThat(reader.routes(pid("Bob"), pid("Ann"), HOUR, 400, ANY)).isInstanceOf(Routes.Found.class);
    }

    @Test
    void neighboursComeInTheOrderOfTheirNames() throws Exception {
        assertThat(reader.neighbours(pid("Cleo")).stream().map(Neighbour::person))
                .containsExactly(card("Bob"), card("Dora"));
        assertThat(reader.neighbours(pid("nobody"))).isEmpty();
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirNameOrByTheirPid() throws Exception {
        assertThat(reader.find("  aN", 10)).containsExactly(card("Ann"));
        assertThat(reader.find(pid("Cleo").text(), 10)).containsExactly(card("Cleo"));
        assertThat(reader.find("", 3)).containsExactly(card("Ann"), card("Bob"), card("Cleo"));
        assertThat(reader.find("zoe", 3)).isEmpty();
        assertThat(reader.person(pid("Bob"))).contains(card("Bob"));
        assertThat(reader.person(pid("nobody"))).isEmpty();
    }

    @Test
    void aRouteNamesEverybodyAndWhatCanBePaidAtLeast() throws Exception {
        assertThat(reader.routes(pid("Ann"), pid("Dora"), HOUR, 1000, ANY))
                .isEqualTo(new Routes.Found(
                        List.of(new Routes.Way(List.of(card("Ann"), card("Bob"), card("Cleo"), card("Dora")), 1000)),
                        5000));
        assertThat(reader.routes(pid("Ann"), pid("Dora"), HOUR, 5001, ANY)).isEqualTo(new Routes.TooLittle(5000, 0));
        assertThat(reader.routes(pid("Ann"), pid("Dora"), HOUR, 1000, new Constraints(2, 8, List.of())))
                .isEqualTo(new Routes.TooLittle(0, 5000));
        assertThat(reader.routes(pid("Ann"), pid("Dora"), HOUR, 1000, new Constraints(6, 8, List.of(pid("Bob")))))
                .isInstanceOf(Routes.TooLittle.class);
    }

    @Test
    void whatWouldBeRefusedIsSaidAsThePaymentItselfWouldBeRefused() throws Exception {
        assertThat(refusal(pid("nobody"), pid("Bob"), HOUR, 1)).isEqualTo("E011");
        assertThat(refusal(pid("Ann"), pid("nobody"), HOUR, 1)).isEqualTo("E011");
        assertThat(refusal(pid("Ann"), pid("Ann"), HOUR, 1)).isEqualTo("E009");
        assertThat(refusal(pid("Ann"), pid("Bob"), HOUR, 0)).isEqualTo("E009");
        assertThat(refusal(pid("Ann"), pid("Bob"), HOUR, Long.MAX_VALUE)).isEqualTo("E009");
        assertThat(refusal(pid("Ann"), pid("Bob"), new Unit("BEER", 0), 1)).isEqualTo("E015");
    }

    private String refusal(Pid from, Pid to, Unit unit, long amountMinor) throws HubUnreachable {
        return ((Routes.Refused) reader.routes(from, to, unit, amountMinor, ANY)).code();
    }

    @Test
    void theWaysTakenAreThoseOfTheBlockAlsoWhereOthersWereProposed() throws Exception {
        node.trust("Ann", "Bob", "HOUR", "5.00");
        node.pay("Bob", "Ann", "HOUR", "5.00", "b1");
        node.trust("Dora", "Ann", "HOUR", "40.00");
        node.trust("Cleo", "Dora", "HOUR", "100.00");
        List<PersonCard> overBob = List.of(card("Ann"), card("Bob"), card("Cleo"));
        assertThat(reader.routes(pid("Ann"), pid("Cleo"), HOUR, 6000, ANY))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> assertThat(found.ways()).containsExactly(new Routes.Way(overBob, 6000)));
        node.pay("Bob", "Cleo", "HOUR", "40.00", "b2");
        long height = ((Answer.Committed) node.pay("Ann", "Cleo", "HOUR", "60.00", "p1")).height();
        // The hop from Ann to Bob is two steps in the block: 5.00 that Bob owed her, and 15.00 that she owes him now.
        assertThat(reader.ways(pid("Ann"), height, "p1"))
                .containsExactlyInAnyOrder(
                        new Routes.Way(overBob, 2000),
                        new Routes.Way(List.of(card("Ann"), card("Dora"), card("Cleo")), 4000));
    }

    @Test
    void theWaysTakenAreForThePayerOnly() throws Exception {
        long height = ((Answer.Committed) node.pay("Ann", "Cleo", "HOUR", "1.00", "p1")).height();
        assertThat(reader.ways(pid("Ann"), height, "p1")).hasSize(1);
        assertThat(reader.ways(pid("Bob"), height, "p1")).isEmpty();
        assertThat(reader.ways(pid("Cleo"), height, "p1")).isEmpty();
        assertThat(reader.ways(pid("Ann"), height - 1, "p1")).isEmpty();
        assertThat(reader.ways(pid("Ann"), height + 1, "p1")).isEmpty();
        assertThat(reader.ways(pid("Ann"), height, "p2")).isEmpty();
    }

    @Test
    void withoutTheProjectionWhatIsInMemoryIsAnsweredWithoutNames() throws Exception {
        long height = ((Answer.Committed) node.pay("Ann", "Cleo", "HOUR", "1.00", "p1")).height();
        reader.standing(pid("Ann"));
        node.node.store().close();
        PersonCard ann = new PersonCard(pid("Ann"), Optional.empty(), true);
        Standing standing = reader.standing(pid("Ann")).orElseThrow();
        assertThat(standing.person()).isEqualTo(ann);
        assertThat(standing.units()).hasSize(1);
        assertThat(reader.routes(pid("Ann"), pid("Cleo"), HOUR, 100, ANY))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> assertThat(found.ways().getFirst().people()).contains(ann));
        assertThat(reader.ways(pid("Ann"), height, "p1").getFirst().people()).contains(ann);
        assertThatThrownBy(() -> reader.find("Ann", 1)).isInstanceOf(HubUnreachable.class);
    }

    @Test
    void eachSideOfAPaymentReadsTheNoteAndACarrierDoesNot() throws Exception {
        node.submit(SignedStatement.sign(
                TestNode.key("Ann"),
                "payment.create",
                node.node.hub(),
                Json.object()
                        .put("tx_id", "p1")
                        .put("to", pid("Cleo").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "12.50")
                        .put("description", "for Bread")
                        .build()));
        Activity sent = all("Ann", Set.of(Kind.PAYMENT), "bread").getFirst();
        assertThat(sent.what())
                .isEqualTo(new Activity.Payment(true, card("Cleo"), HOUR, 1250, Optional.of("for Bread")));
        assertThat(sent.atMs()).isEqualTo(START_MS);
        assertThat(sent.txId()).isEqualTo("p1");
        assertThat(all("Cleo", Set.of(), "12.50").getFirst().what())
                .isEqualTo(new Activity.Payment(false, card("Ann"), HOUR, 1250, Optional.of("for Bread")));
        Activity carried = all("Bob", Set.of(Kind.CARRIED), "").getFirst();
        assertThat(carried.what()).isEqualTo(new Activity.Carried(card("Ann"), card("Cleo"), HOUR, 1250));
        assertThat(carried.txId()).isEmpty();
        assertThat(all("Bob", Set.of(), "bread")).isEmpty();
        assertThat(all("Eve", Set.of(Kind.PAYMENT), "")).isEmpty();
    }

    @Test
    void aPaymentIsShownToEachAsFarAsItIsTheirs() throws Exception {
        node.pay("Ann", "Cleo", "HOUR", "12.50", "p1");
        Place place = all("Ann", Set.of(Kind.PAYMENT), "").getFirst().place();
        ActivityDetail ann = detail("Ann", place);
        assertThat(ann.legs()).containsExactly(new ActivityDetail.Leg(card("Bob"), HOUR, -1250));
        assertThat(shown(ann.proof().orElseThrow(), PartKind.OPERATION)).isEqualTo(2);
        ActivityDetail bob = detail("Bob", place);
        assertThat(bob.legs())
                .containsExactly(
                        new ActivityDetail.Leg(card("Ann"), HOUR, 1250),
                        new ActivityDetail.Leg(card("Cleo"), HOUR, -1250));
        assertThat(shown(bob.proof().orElseThrow(), PartKind.STATEMENT)).isZero();
        assertThat(shown(bob.proof().orElseThrow(), PartKind.FRAME)).isZero();
        assertThat(bob.evidence().orElseThrow().holds()).isTrue();
        assertThat(shown(bob.proof().orElseThrow(), PartKind.OPERATION)).isEqualTo(2);
        ActivityDetail cleo = detail("Cleo", place);
        assertThat(cleo.legs()).containsExactly(new ActivityDetail.Leg(card("Bob"), HOUR, 1250));
        assertThat(shown(cleo.proof().orElseThrow(), PartKind.STATEMENT)).isEqualTo(1);
        assertThat(shown(cleo.proof().orElseThrow(), PartKind.OPERATION)).isEqualTo(1);
        assertThat(reader.detail(pid("Eve"), place)).isEmpty();
        assertThat(reader.detail(pid("Ann"), new Place(place.height() + 1, 0))).isEmpty();
        assertThat(reader.detail(pid("nobody"), place)).isEmpty();
    }

    private ActivityDetail detail(String person, Place place) throws HubUnreachable {
        ActivityDetail detail = reader.detail(pid(person), place).orElseThrow();
        assertThat(detail.activity().place()).isEqualTo(place);
        assertThat(detail.proof().orElseThrow().check()).isNotInstanceOf(ProofCheck.Failed.class);
        return detail;
    }

    private static long shown(Proof proof, PartKind kind) {
        return proof.parts().stream()
                .filter(part -> part.kind() == kind && !part.erased())
                .count();
    }

    @Test
    void aClearingIsAllThatEachOfItsCircleSees() throws Exception {
        node.trust("Ann", "Cleo", "HOUR", "30.00");
        node.pay("Ann", "Bob", "HOUR", "10.00", "p1");
        node.pay("Bob", "Cleo", "HOUR", "8.00", "p2");
        node.pay("Cleo", "Ann", "HOUR", "3.00", "p3");
        List<Activity> clearings = all("Bob", Set.of(Kind.CLEARING), "");
        assertThat(clearings).isNotEmpty();
        Activity.Clearing clearing = (Activity.Clearing) clearings.getFirst().what();
        assertThat(clearing.people()).containsExactly(card("Bob"), card("Cleo"), card("Ann"));
        ActivityDetail detail = detail("Bob", clearings.getFirst().place());
        assertThat(detail.legs())
                .containsExactlyInAnyOrder(
                        new ActivityDetail.Leg(card("Ann"), HOUR, -clearing.amountMinor()),
                        new ActivityDetail.Leg(card("Cleo"), HOUR, clearing.amountMinor()));
        assertThat(shown(detail.proof().orElseThrow(), PartKind.OPERATION)).isEqualTo(2);
    }

    @Test
    void pagesAndFiltersLeaveNothingOutAndShowNothingTwice() throws Exception {
        for (int i = 0; i < 7; i++) {
            node.pay("Ann", i % 2 == 0 ? "Bob" : "Cleo", "HOUR", "1.0" + i, "p" + i);
        }
        freeze(node, "Bob", neighbour("Bob", "Ann"));
        List<Activity> bob = all("Bob", Set.of(), "");
        assertThat(bob).extracting(Activity::seq).containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(bob.getFirst().what())
                .isEqualTo(
                        new Activity.LineChange(Activity.LineStep.FROZEN, true, card("Ann"), HOUR, Optional.empty()));
        assertThat(bob.get(8).what())
                .isEqualTo(new Activity.LineChange(
                        Activity.LineStep.OPENED, false, card("Cleo"), HOUR, Optional.of(6000L)));
        assertThat(bob.getLast().what()).isEqualTo(new Activity.Other("participant.register", true));
        for (Kind kind : Kind.values()) {
            assertThat(all("Bob", Set.of(kind), ""))
                    .as(kind.name())
                    .isEqualTo(bob.stream()
                            .filter(activity -> activity.what().kind() == kind)
                            .toList());
        }
        assertThat(all("Bob", Set.of(), "1.04")).hasSize(1);
        assertThat(all("Bob", Set.of(Kind.PAYMENT), "ann")).hasSize(4);
    }

    @Test
    void whoeverFollowsHearsOfWhatTouchesThem() throws Exception {
        CountDownLatch ann = new CountDownLatch(1);
        CountDownLatch eve = new CountDownLatch(1);
        try (HubReader.Following _ = reader.follow(pid("Ann"), ann::countDown);
                HubReader.Following _ = reader.follow(pid("Eve"), eve::countDown)) {
            node.pay("Ann", "Bob", "HOUR", "1.00", "p1");
            assertThat(ann.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(eve.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatIsClosedCannotBeReached() throws Exception {
        assertThat(reader.status().practice()).isTrue();
        assertThat(reader.units()).containsExactly(HOUR);
        node.close();
        assertThatThrownBy(() -> reader.standing(pid("Ann"))).isInstanceOf(HubUnreachable.class);
        assertThatThrownBy(() -> reader.activity(pid("Ann"), Set.of(), "", OptionalLong.empty(), 10))
                .isInstanceOf(HubUnreachable.class);
    }
}
