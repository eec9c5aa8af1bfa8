package org.tallystick.ui.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.TestHubs;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.welcome.PlaceViewModel.Where;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.WalletHome;

class PlaceViewModelTest {

    private final FakeHome home = new FakeHome();
    private final Messages messages = Messages.in(Locale.ENGLISH);
    private final HubFinderViewModel finder = new HubFinderViewModel(home::look, new AtOnce(), messages);
    private final List<String> wrong = new ArrayList<>();
    private int changes;
    private final PlaceViewModel model = new PlaceViewModel(finder, messages, () -> changes++);

    private Optional<WalletHome.Start> start() {
        return model.start(wrong::add);
    }

    @Test
    void aCommunityOfOnesOwnHasANameAndAUnit() {
        model.whereProperty().set(Where.OWN);
        assertThat(start()).isEmpty();
        assertThat(wrong).containsExactly("A community’s name has 1 to 100 characters");
        model.nameProperty().set(" Riverside ");
        model.unitCodeProperty().set("beer");
        model.decimalsProperty().set(0);
        assertThat(model.unitCodeProperty().get()).isEqualTo("BEER");
        assertThat(start()).contains(new WalletHome.Start.OwnCommunity("Riverside", new Unit("BEER", 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h-our", "H OUR", "XXXXXXXXXXXXXXXXX"})
    void whatIsNoCodeIsSaid(String code) {
        model.whereProperty().set(Where.OWN);
        model.nameProperty().set("Riverside");
        model.unitCodeProperty().set(code);
        assertThat(start()).isEmpty();
        assertThat(wrong).containsExactly("A unit’s code has 1 to 16 capitals, digits or _");
    }

    @Test
    void mostBeginAtAHubElsewhereWhichHasToBeFoundFirst() {
        assertThat(model.whereProperty().get()).isEqualTo(Where.HUB);
        assertThat(start()).isEmpty();
        assertThat(finder.problemProperty().get()).isEqualTo(messages.text("hubs.look.noAddress"));
        assertThat(wrong).as("the finder says it").isEmpty();
        HubOffer offer = TestHubs.offer("Weavers");
        home.look = new HubLook.Found(offer);
        finder.textProperty().set("hub.example.org");
        assertThat(start()).as("one sees first what it is").isEmpty();
        assertThat(start()).contains(new WalletHome.Start.AtHub(offer, false));
    }

    @Test
    void thePracticeTownWantsNothing() {
        model.whereProperty().set(Where.TOWN);
        assertThat(start()).contains(new WalletHome.Start.PracticeTown());
        assertThat(changes).isEqualTo(1);
    }
}
