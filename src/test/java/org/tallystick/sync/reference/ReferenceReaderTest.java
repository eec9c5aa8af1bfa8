package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.sync.reference.ReferenceWorld.HOUR;
import static org.tallystick.sync.reference.ReferenceWorld.USUAL;
import static org.tallystick.sync.reference.ReferenceWorld.pid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;

class ReferenceReaderTest {

    private final ReferenceWorld world = new ReferenceWorld();
    private ReferenceHub ann;
    private ReferenceHub bob;
    private ReferenceHub cyd;
    private HubReader reader;

    @BeforeEach
    void makeCommunity() throws Exception {
        ann = world.member("Ann");
        bob = world.member("Bob");
        cyd = world.member("Cyd");
        reader = ann.reader();
        world.trust(bob, "Ann", "10.00");
        world.trust(cyd, "Bob", "7.00");
    }

    @AfterEach
    void stop() {
        assertThat(world.stub.isHung()).isFalse();
        world.close();
    }

    private static PersonCard card(String name) {
        return new PersonCard(pid(name), Optional.of(name), true);
    }

    private void pay(ReferenceHub from, String to, String amount) throws Exception {
        assertThat(world.pay(from, to, amount)).isEqualTo(new Submitted.Said());
    }

    private void owe(String debtor, String creditor, String amount) {
        synchronized (world.stub) {
            world.stub.books().set(pid(debtor).text(), pid(creditor).text(), "HOUR", new BigDecimal(amount));
        }
    }

    @Test
    void eightDecimalsAndExponentsAreWhereOneStands() throws Exception {
        pay(ann, "Bob", "4.00");

        Standing standing = reader.standing(pid("Ann")).orElseThrow();
        assertThat(standing.person()).isEqualTo(card("Ann"));
        assertThat(standing.units()).containsExactly(new UnitStanding(HOUR, 400, 0, 1_000, 0, 0, 600, 0));
        assertThat(reader.neighbours(pid("Ann"))).singleElement().satisfies(neighbour -> {
            assertThat(neighbour.person()).isEqualTo(card("Bob"));
            assertThat(neighbour.owesMinor()).isEqualTo(400);
            assertThat(neighbour.received())
                    .hasValueSatisfying(line -> assertThat(line.limitMinor()).isEqualTo(1_000));
            assertThat(neighbour.given()).isEmpty();
            assertThat(neighbour.spendMinor()).isEqualTo(600);
            assertThat(neighbour.receiveMinor()).isZero();
        });
        assertThat(reader.standing(pid("Bob"))).isEmpty();
        assertThat(reader.neighbours(pid("Bob"))).isEmpty();
    }

    @Test
    void whatIsFinerThanTheUnitIsShownAsItIsAndNotRounded() throws Exception {
        pay(ann, "Bob", "0.00000001");

        Unit fine = new Unit("HOUR", 8);
        assertThat(reader.neighbours(pid("Ann"))).singleElement().satisfies(neighbour -> {
            assertThat(neighbour.unit()).isEqualTo(fine);
            assertThat(neighbour.owesMinor()).isEqualTo(1);
            assertThat(neighbour.mayOweMinor()).isEqualTo(1_000_000_000L);
        });
        assertThat(reader.standing(pid("Ann")).orElseThrow().units())
                .containsExactly(new UnitStanding(fine, 1, 0, 1_000_000_000L, 0, 0, 999_999_999L, 0));
        assertThat(reader.units()).containsExactly(fine);
    }

    @Test
    void aPaymentFinerThanTheBooksDoesNotBreakTheList() throws Exception {
        // Our own signing refuses that; others pay so, and the hub commits it (GEO facts §4).
        assertThat(ann.connection()
                        .submit(org.tallystick.identity.SignedStatement.signReference(
                                pid("Ann"),
                                ReferenceWorld.key("Ann"),
                                "payment.create",
                                ann.standIn(),
                                org.tallystick.base.Json.object()
                                        .put("tx_id", "dust")
                                        .put("to", pid("Bob").text())
                                        .put("equivalent", "HOUR")
                                        .put("amount", "0.000000001")
                                        .build())))
                .isEqualTo(new Submitted.Said());
        pay(ann, "Bob", "1.00");

        List<Activity> entries = reader.activity(pid("Ann"), Set.of(), "", OptionalLong.empty(), 10)
                .entries();
        assertThat(entries).hasSize(2);
        assertThat(entries.getLast().what()).isEqualTo(new Activity.Other(ReferenceHistory.NOT_SHOWN, true));
        assertThat(reader.detail(pid("Ann"), entries.getLast().place())).isPresent();
    }

    @Test
    void aLimitThatNoNumberHoldsIsShownAsTheLargest() throws Exception {
        world.trust(cyd, "Ann", "999999999999.00000001");

        assertThat(reader.neighbours(pid("Ann")).stream()
                        .filter(neighbour -> neighbour.person().pid().equals(pid("Cyd"))))
                .singleElement()
                .satisfies(neighbour -> {
                    assertThat(neighbour.mayOweMinor()).isEqualTo(Decimals.MOST_MINOR);
                    assertThat(neighbour.spendMinor()).isEqualTo(Decimals.MOST_MINOR);
                });
        assertThat(reader.standing(pid("Ann")).orElseThrow().units().getFirst().mayOweMinor())
                .isEqualTo(Decimals.MOST_MINOR);
    }

    @Test
    void creditWithoutALineOfTheirsCannotBeSpentThereWhateverTheHubSays() throws Exception {
        world.trust(ann, "Cyd", "5.00");
        pay(cyd, "Ann", "3.00");

        Neighbour owing = reader.neighbours(pid("Ann")).stream()
                .filter(neighbour -> neighbour.person().pid().equals(pid("Cyd")))
                .findFirst()
                .orElseThrow();
        assertThat(owing.owedMinor()).isEqualTo(300);
        assertThat(owing.spendMinor()).isZero();
        assertThat(owing.receiveMinor()).isEqualTo(200);
    }

    @Test
    void whatIsOwedOnNoLineIsOwedAllTheSame() throws Exception {
        owe("Ann", "Cyd", "2.50");

        assertThat(reader.standing(pid("Ann")).orElseThrow().units().getFirst().owesMinor())
                .isEqualTo(250);
        assertThat(reader.neighbours(pid("Ann")).stream()
                        .filter(neighbour -> neighbour.person().pid().equals(pid("Cyd"))))
                .singleElement()
                .satisfies(neighbour -> assertThat(neighbour.owesMinor()).isEqualTo(250));
        assertThat(world.stub.asked()).contains("GET /balance/debts");
    }

    @Test
    void aStandingAndItsNeighboursTakeFewCalls() throws Exception {
        reader.standing(pid("Ann"));
        int asked = world.stub.asked().size();
        reader.neighbours(pid("Ann"));
        reader.standing(pid("Ann"));

        assertThat(world.stub.asked().size() - asked).isLessThanOrEqualTo(1);
    }

    @Test
    void aWayIsShownWhereThereIsNoDoubtAndElseOnlyThatThereIsOne() throws Exception {
        assertThat(reader.routes(pid("Ann"), pid("Bob"), HOUR, 400, USUAL))
                .isEqualTo(new Routes.Found(List.of(new Routes.Way(List.of(card("Ann"), card("Bob")), 400)), 1_000));
        assertThat(reader.routes(pid("Ann"), pid("Cyd"), HOUR, 400, USUAL)).isEqualTo(new Routes.Found(List.of(), 400));
        assertThat(reader.routes(pid("Ann"), pid("Cyd"), HOUR, 701, USUAL)).isEqualTo(new Routes.TooLittle(700, 0));
        assertThat(reader.routes(pid("Ann"), pid("Ann"), HOUR, 1, USUAL))
                .isEqualTo(new Routes.Refused("E009", Map.of("field", "to")));
        assertThat(reader.routes(pid("Ann"), pid("Bob"), HOUR, 0, USUAL))
                .isEqualTo(new Routes.Refused("E009", Map.of("field", "amount")));
        assertThat(reader.routes(pid("Ann"), pid("nobody"), HOUR, 1, USUAL))
                .isEqualTo(new Routes.Refused(
                        "E011", Map.of("participant", pid("nobody").text())));
        assertThat(reader.routes(pid("Ann"), pid("Bob"), new Unit("SHELL", 0), 1, USUAL))
                .isEqualTo(new Routes.Refused("E015", Map.of("equivalent", "SHELL")));
        assertThat(cyd.reader().routes(pid("Cyd"), pid("Ann"), HOUR, 1, USUAL)).isEqualTo(new Routes.TooLittle(0, 0));
    }

    @Test
    void paymentsAreAllThatIsRememberedAndComeWithoutNotesAndProofs() throws Exception {
        pay(ann, "Cyd", "4.00");
        pay(ann, "Bob", "1.00");
        pay(bob, "Cyd", "1.00");

        assertThat(reader.remembered()).containsExactly(Activity.Kind.PAYMENT);
        List<Activity> entries = reader.activity(pid("Ann"), Set.of(), "", OptionalLong.empty(), 10)
                .entries();
        assertThat(entries)
                .extracting(Activity::what)
                .containsExactly(
                        new Activity.Payment(true, card("Bob"), HOUR, 100, Optional.empty()),
                        new Activity.Payment(true, card("Cyd"), HOUR, 400, Optional.empty()));
        assertThat(reader.activity(pid("Ann"), Set.of(Activity.Kind.CLEARING), "", OptionalLong.empty(), 10))
                .isEqualTo(new ActivityPage(List.of(), OptionalLong.empty(), 0));
        assertThat(reader.activity(pid("Ann"), Set.of(), "cyd", OptionalLong.empty(), 10)
                        .entries())
                .hasSize(1);
        ActivityDetail detail =
                reader.detail(pid("Ann"), entries.getLast().place()).orElseThrow();
        assertThat(detail.proof()).isEmpty();
        assertThat(detail.evidence()).isEmpty();
        assertThat(detail.legs()).containsExactly(new ActivityDetail.Leg(card("Bob"), HOUR, -400));
        assertThat(reader.ways(pid("Ann"), 0, entries.getLast().txId()))
                .containsExactly(new Routes.Way(List.of(card("Ann"), card("Bob"), card("Cyd")), 400));
        assertThat(reader.ways(pid("Ann"), 0, "never")).isEmpty();
        Activity received = cyd.reader()
                .activity(pid("Cyd"), Set.of(), "Ann", OptionalLong.empty(), 10)
                .entries()
                .getFirst();
        assertThat(received.what()).isEqualTo(new Activity.Payment(false, card("Ann"), HOUR, 400, Optional.empty()));
        assertThat(cyd.reader()
                        .detail(pid("Cyd"), received.place())
                        .orElseThrow()
                        .legs())
                .containsExactly(new ActivityDetail.Leg(card("Bob"), HOUR, 400));
        assertThat(cyd.reader().ways(pid("Cyd"), 0, received.txId())).isEmpty();
    }

    @Test
    void pagesLeaveNothingOut() throws Exception {
        List<String> paid = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String txId = "p" + i;
            assertThat(ann.connection().submit(ReferenceWorld.payment(ann, txId, "Bob", "0.0" + (i + 1))))
                    .isEqualTo(new Submitted.Said());
            paid.addFirst(txId);
        }
        List<String> seen = new ArrayList<>();
        OptionalLong from = OptionalLong.empty();
        do {
            ActivityPage page = reader.activity(pid("Ann"), Set.of(), "", from, 3);
            page.entries().forEach(entry -> seen.add(entry.txId()));
            from = page.next();
        } while (from.isPresent());
        assertThat(seen).isEqualTo(paid);
    }

    @Test
    void whatIsUnderWayOrWasAbortedIsNotShownAsPaid() throws Exception {
        world.stub.conflict(1, true);
        assertThat(ann.connection().submit(ReferenceWorld.payment(ann, "p1", "Bob", "1.00")))
                .isEqualTo(new Submitted.Aborted("E008"));
        assertThat(ann.connection().submit(ReferenceWorld.payment(ann, "p2", "Bob", "1.00")))
                .isEqualTo(new Submitted.Said());
        world.stub.keepUnderWay("p2");

        assertThat(reader.activity(pid("Ann"), Set.of(), "", OptionalLong.empty(), 10)
                        .entries())
                .isEmpty();
        assertThat(reader.ways(pid("Ann"), 0, "p2")).isEmpty();
    }

    @Test
    void theHubIsThereWhenItAnswers() throws Exception {
        assertThat(reader.status().hub()).isEqualTo(ann.standIn());
        assertThat(reader.status().height()).isZero();
        assertThat(reader.find("b", 10)).containsExactly(card("Bob"));
        assertThat(reader.find("yd", 10)).isEmpty();
        assertThat(reader.find(pid("Cyd").text(), 10)).containsExactly(card("Cyd"));
        assertThat(reader.find("", 10)).hasSize(3);
    }
}
