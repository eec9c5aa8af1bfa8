package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.node.TestNode;
import org.tallystick.ui.community.LogViewModel.Row;
import org.tallystick.ui.control.Availability;
import org.tallystick.wallet.OwnHub.AuditEntry;
import org.tallystick.wallet.PersonCard;

class LogViewModelTest {

    private static final PersonCard BAKERY = new PersonCard(TestNode.pid("Bakery"), Optional.of("Bakery"), true);

    private final HubFixture at = new HubFixture();
    private final LogViewModel model = at.log;

    private void shown() {
        at.shown();
        model.attach();
    }

    private String says(String action, Map<String, String> after) {
        return says(action, Optional.empty(), after);
    }

    private String says(String action, Optional<PersonCard> by, Map<String, String> after) {
        AuditEntry entry = new AuditEntry(0, by, action, Optional.of(BAKERY), Optional.empty(), Map.of(), after);
        return new CommunityWords(at.messages, at.me).log(entry).text();
    }

    @Test
    void whoDidWhatToWhomAndWhenIsASentence() {
        shown();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.READY);
        assertThat(model.rows())
                .extracting(Row::when, row -> row.sentence().text())
                .containsExactly(
                        tuple("09:30", "You switched KWH off for new lines"),
                        tuple("07:30", "You froze Garden"),
                        tuple("05:30", "You gave Bakery the roles operator, auditor"),
                        tuple("03:30", "You made newcomers wait for approval"),
                        tuple("13 Sep, 11:30", "You became the first administrator"));
        assertThat(model.rows().get(1).spoken()).isEqualTo("Tuesday 22 September 2026, 07:30:00: You froze Garden");
    }

    @Test
    void eachActHasItsWords() {
        assertThat(says("admin.approve", Map.of("status", "active"))).isEqualTo("Tallystick approved Bakery");
        assertThat(says("admin.ban", Optional.of(BAKERY), Map.of())).isEqualTo("Bakery banned Bakery");
        assertThat(says("admin.roles", Map.of("roles", ""))).isEqualTo("Tallystick took all roles from Bakery");
        assertThat(says("admin.claim_code", Map.of())).isEqualTo("Tallystick made a claim code for Bakery");
        assertThat(says("operator.settings", Map.of("name", "Riverside")))
                .isEqualTo("Tallystick called the hub Riverside");
        assertThat(says("operator.settings", Map.of("name", "Riverside", "reads_per_minute", "5")))
                .isEqualTo("Tallystick changed settings");
        assertThat(says("admin.flags", Map.of("clearing_enabled", "false")))
                .isEqualTo("Tallystick set the clearing of circles to false");
        assertThat(says("admin.later", Map.of())).isEqualTo("Tallystick did admin.later Bakery");
    }

    @Test
    void theNextPageComesWhenTheEndIsNearAndNewsAtTheTop() {
        for (int number = 0; number < 150; number++) {
            at.hub.did("admin.approve", Optional.of(BAKERY), Optional.empty(), Map.of(), Map.of());
        }
        shown();
        assertThat(model.rows()).hasSize(100);
        model.more();
        model.more();
        assertThat(model.rows()).hasSize(155);
        at.model.detach();
        model.detach();
        model.more();
        assertThat(model.rows()).hasSize(155);
    }

    @Test
    void aHubThatDoesNotAnswerIsSaid() {
        at.hub.away(true);
        shown();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.AWAY);
        at.hub.away(false);
        model.retry();
        assertThat(model.rows()).hasSize(5);
        at.hub.log.clear();
        at.hub.news();
        assertThat(model.stateProperty().get()).isEqualTo(Availability.EMPTY);
    }
}
