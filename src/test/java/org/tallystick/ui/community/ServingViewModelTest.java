package org.tallystick.ui.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.community.ServingViewModel.Mode;
import org.tallystick.ui.community.ServingViewModel.Who;
import org.tallystick.ui.control.FigureTile;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.OwnHub.Reach;
import org.tallystick.wallet.OwnHub.State;
import org.tallystick.wallet.OwnHub.Trouble;
import org.tallystick.wallet.OwnHub.Wish;

class ServingViewModelTest {

    private final HubFixture at = new HubFixture();
    private final ServingViewModel model = at.serving;

    private FigureTile.Content figure(String name) {
        return model.figures().stream()
                .filter(tile -> tile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFormBeginsWithThisComputerOnly() {
        at.shown();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.OFF);
        assertThat(model.whoProperty().get()).isEqualTo(Who.MACHINE);
        assertThat(model.portProperty().get()).isEqualTo("8000");
        assertThat(model.nameProperty().get()).isEqualTo("Riverside");
        assertThat(model.approvalProperty().get()).isTrue();
        assertThat(model.againProperty().get()).isFalse();
        assertThat(figure("Requests a second").figure()).isEqualTo("–");
    }

    @Test
    void servingShowsTheAddressWhoReachesItAndWhatIsGoingOn() {
        at.shown();
        model.whoProperty().set(Who.NETWORK);
        model.portProperty().set(" 8123 ");
        model.start();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.SERVING);
        assertThat(model.servedProperty().get()).satisfies(served -> {
            assertThat(served.address()).isEqualTo("http://192.168.1.20:8123");
            assertThat(served.reach()).isEqualTo("Everybody on this network can reach it.");
            assertThat(served.warning()).startsWith("Nothing is encrypted");
        });
        assertThat(model.figures())
                .extracting(FigureTile.Content::name, FigureTile.Content::figure)
                .containsExactly(
                        tuple("People", "9"),
                        tuple("Connected", "2"),
                        tuple("Requests a second", "12.4"),
                        tuple("Lag", "0"),
                        tuple("Last block", "18,317"),
                        tuple("Serving for", "2 h 14 min"));
        assertThat(figure("Last block").note()).isEqualTo("12 s ago");
        assertThat(figure("Serving for").note()).isEqualTo("since 09:16");
        assertThat(figure("Requests a second").note()).isEqualTo("91,204 in all");
        model.stop();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.OFF);
        assertThat(model.portProperty().get()).isEqualTo("8123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "80a", "-1", "123456"})
    void whatIsNoPortIsNotTried(String port) {
        at.shown();
        model.portProperty().set(port);
        model.start();
        assertThat(model.problemProperty().get()).isEqualTo("A port is a number from 1 to 65535");
        assertThat(at.hub.state()).isInstanceOf(State.Off.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hub", "ftp://hub.example.org", "https://", "https://a:b@c.org", "https://c.org?x=1"})
    void behindAProxyAnAddressIsNeeded(String url) {
        at.shown();
        model.whoProperty().set(Who.PROXY);
        model.urlProperty().set(url);
        model.start();
        assertThat(model.problemProperty().get()).startsWith("This is no web address");
        assertThat(at.hub.state()).isInstanceOf(State.Off.class);
    }

    @Test
    void behindAProxyTheAddressIsTheProxys() {
        at.shown();
        model.whoProperty().set(Who.PROXY);
        model.urlProperty().set("https://hub.example.org");
        model.approvalProperty().set(false);
        model.againProperty().set(true);
        model.start();
        assertThat(at.hub.state())
                .isEqualTo(new State.Serving(
                        URI.create("https://hub.example.org"),
                        new Wish(
                                Reach.PROXY,
                                8000,
                                Optional.of(URI.create("https://hub.example.org")),
                                "Riverside",
                                false,
                                true)));
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheFormStays() {
        at.shown();
        at.hub.fail(Trouble.PORT_TAKEN);
        model.portProperty().set("8080");
        model.start();
        assertThat(model.modeProperty().get()).isEqualTo(Mode.OFF);
        assertThat(model.problemProperty().get()).startsWith("Another program listens at port 8080.");
        assertThat(model.portProperty().get()).isEqualTo("8080");
        at.model.look();
        assertThat(model.problemProperty().get()).isNotEmpty();
    }

    @Test
    void whatIsTypedIsNotOverwrittenWhileItIsLookedAtAgain() {
        at.shown();
        model.portProperty().set("9000");
        model.nameProperty().set("Upper Riverside");
        at.model.look();
        assertThat(model.portProperty().get()).isEqualTo("9000");
        assertThat(model.nameProperty().get()).isEqualTo("Upper Riverside");
    }

    @Test
    void servingAgainAtTheNextStartIsRemembered() {
        at.shown();
        model.againProperty().set(true);
        model.rememberAgain();
        assertThat(at.hub.state().wish().again()).isTrue();
        at.model.look();
        assertThat(model.againProperty().get()).isTrue();
    }

    @Test
    void whetherNewcomersWaitIsAnActWhileItServesAndGoesBackWhenRefused() {
        at.shown();
        model.approvalProperty().set(false);
        model.decideApproval();
        assertThat(at.hub.acts).isEmpty();
        model.start();
        model.approvalProperty().set(true);
        model.decideApproval();
        assertThat(at.hub.acts).containsExactly(new AdminAct.Approval(true));
        at.hub.refuse(new AdminResult.Refused("E006", Map.of("role", "ADMIN")));
        model.approvalProperty().set(false);
        model.decideApproval();
        assertThat(model.problemProperty().get()).isEqualTo("Only an administrator can do this.");
        assertThat(model.approvalProperty().get()).isTrue();
    }
}
