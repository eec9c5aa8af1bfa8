package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ui.community.PeopleViewModel.Choice;
import org.tallystick.ui.community.PeopleViewModel.Detail;
import org.tallystick.ui.community.PeopleViewModel.Row;
import org.tallystick.ui.control.Availability;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminAct.Step;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.OwnHub.Role;

class PeopleViewModelTest {

    private final HubFixture at = new HubFixture();
    private final PeopleViewModel model = at.people;

    private void shown() {
        at.shown();
        model.attach();
    }

    private Row row(String name) {
        return model.rows().stream()
                .filter(row -> row.person().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Detail select(String name) {
        model.select(row(name));
        return detail();
    }

    private Detail detail() {
        Detail detail = model.detailProperty().get();
        assertThat(detail).isNotNull();
        return detail;
    }

    private static Step[] steps(Detail detail) {
        return detail.choices().stream().map(Choice::step).toArray(Step[]::new);
    }

    @Test
    void everybodyIsListedWithTheirStandingAndRoles() {
        shown();
        assertThat(model.countProperty().get()).isEqualTo("9 people");
        assertThat(row("Bakery").caption()).isEqualTo("operator, auditor · since Mon");
        assertThat(row("Garden").spoken()).isEqualTo("Garden, frozen. since Sat");
        assertThat(row("Tile Yard").status()).isEqualTo("waiting");
    }

    @Test
    void eachStandingHasItsOwnChoices() {
        shown();
        assertThat(steps(select("Bakery"))).containsExactly(Step.FREEZE, Step.BAN);
        assertThat(steps(select("Garden"))).containsExactly(Step.UNFREEZE, Step.BAN);
        assertThat(steps(select("Mill"))).containsExactly(Step.UNBAN);
        assertThat(steps(select("Tile Yard"))).containsExactly(Step.APPROVE, Step.BAN);
        assertThat(steps(select("School"))).isEmpty();
        assertThat(steps(select(HubFixture.ME))).isEmpty();
        assertThat(detail().meaning()).isEqualTo("This is you.");
    }

    @Test
    void whoIsNotAdminHasNoChoices() {
        at.hub.governs(false);
        shown();
        assertThat(steps(select("Bakery"))).isEmpty();
    }

    @Test
    void freezingIsASentenceWithBothNamesFirst() {
        shown();
        Choice freeze = select("Bakery").choices().getFirst();
        model.ask(freeze);
        assertThat(model.confirmProperty().get()).satisfies(confirm -> {
            assertThat(confirm.sentence().text()).startsWith("Bike Workshop freezes Bakery, who can neither pay");
            assertThat(confirm.choice().text()).isEqualTo("Freeze");
            assertThat(confirm.choice().destroying()).isTrue();
        });
        assertThat(at.hub.acts).isEmpty();
        model.cancel();
        model.confirm();
        assertThat(at.hub.acts).isEmpty();
        model.ask(freeze);
        model.confirm();
        assertThat(at.hub.acts)
                .containsExactly(
                        new AdminAct.Standing(at.hub.members.get(1).person().pid(), Step.FREEZE));
        assertThat(row("Bakery").status()).isEqualTo("frozen");
        assertThat(steps(detail())).containsExactly(Step.UNFREEZE, Step.BAN);
        assertThat(model.confirmProperty().get()).isNull();
        model.ask(detail().choices().getFirst());
        assertThat(model.confirmProperty().get().sentence().text()).startsWith("Bike Workshop thaws Bakery");
    }

    @Test
    void whatIsRefusedIsSaidAndForgottenWithTheNextPerson() {
        shown();
        at.hub.refuse(new AdminResult.Refused("E017", Map.of("status", "banned")));
        model.ask(select("Bakery").choices().getFirst());
        model.confirm();
        assertThat(model.problemProperty().get()).isEqualTo("This changed meanwhile: banned.");
        select("Garden");
        assertThat(model.problemProperty().get()).isEmpty();
        at.hub.refuse(new AdminResult.Unknown());
        model.ask(detail().choices().getFirst());
        model.confirm();
        assertThat(model.problemProperty().get()).startsWith("The hub did not answer.");
    }

    @Test
    void theNextPageComesWhenTheEndIsNear() {
        for (int number = 0; number < 450; number++) {
            at.hub.add("Neighbour " + number, AccountStatus.ACTIVE, Set.of());
        }
        shown();
        assertThat(model.rows()).hasSize(200);
        model.more();
        assertThat(model.rows()).hasSize(400);
        // News does not move what one reads further down.
        at.hub.news();
        assertThat(model.rows()).hasSize(400);
        model.more();
        model.more();
        assertThat(model.rows()).hasSize(459).doesNotHaveDuplicates();
        model.ask(select("Neighbour 449").choices().getFirst());
        model.confirm();
        assertThat(row("Neighbour 449").status()).isEqualTo("frozen");
    }

    @Test
    void peopleAreFoundByName() {
        shown();
        select("Garden");
        model.searchProperty().set("ba");
        assertThat(model.rows()).extracting(row -> row.person().name()).containsExactly("Bakery");
        assertThat(model.detailProperty().get()).isNull();
        assertThat(model.countProperty().get()).isEqualTo("One person");
        model.searchProperty().set("zzz");
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
        at.hub.away(true);
        model.searchProperty().set("ga");
        assertThat(model.stateProperty().get()).isEqualTo(Availability.AWAY);
        at.hub.away(false);
        model.retry();
        assertThat(model.rows()).hasSize(1);
    }

    @Test
    void newsAreShown() {
        shown();
        at.hub.add("Choir Hall", AccountStatus.PENDING, Set.of(Role.OPERATOR));
        at.hub.news();
        assertThat(row("Choir Hall").status()).isEqualTo("waiting");
        model.detach();
        at.hub.add("Mill Lane", AccountStatus.PENDING, Set.of());
        at.hub.news();
        assertThat(model.rows()).hasSize(10);
    }
}
