package org.tallystick.ui.community;

import static javafx.scene.input.KeyCode.ALT;
import static javafx.scene.input.KeyCode.DIGIT5;
import static javafx.scene.input.KeyCode.DOWN;
import static javafx.scene.input.KeyCode.ENTER;
import static javafx.scene.input.KeyCode.RIGHT;
import static javafx.scene.input.KeyCode.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.desktop.OpenHome;
import org.tallystick.app.desktop.RunningWindow;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.ui.Keyboard;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.UiCommunity.Kind;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminAct.Step;
import org.tallystick.wallet.OwnHub.State;

/** The hub is served and governed by the keys alone, in the program's own window. */
class CommunityKeysTest {

    @TempDir
    Path temp;

    @Test
    void theOwnerServesApprovesAndFreezes() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NONE);
        community.ownHub.fill(name -> name);
        OpenHome home = new OpenHome(community);
        Machine machine = new Machine(community.clock, Randomness.seeded(3), () -> new KdfProfile(8, 1, 1));
        try (RunningWindow window = new RunningWindow("Governing", home, home, machine)) {
            Keyboard keys = window.keys;
            keys.untilShown(window.text("home.empty.title"));
            keys.press(ALT, DIGIT5);
            keys.untilShown(window.text("community.serve.title"));
            keys.tabTo(window.text("community.serve.start"));
            keys.press(SPACE);
            keys.untilShown(window.text("community.serving.title"));
            keys.untilFocused(window.text("community.serve.stop"));
            assertThat(community.ownHub.state()).isInstanceOf(State.Serving.class);
            keys.tabTo(window.text("community.approve.spoken", "Tile Yard"));
            keys.press(SPACE);
            keys.untilShown("Tile Yard takes part now");
            keys.tabTo(window.text("community.section.HUB") + " 1");
            keys.press(RIGHT);
            keys.untilShown(window.text("community.people.select"));
            keys.tabTo(window.text("community.people.search"));
            keys.type("mil");
            keys.untilShown(window.text("community.people.one"));
            keys.press(DOWN);
            keys.untilShown(window.text("community.act.UNBAN"));
            keys.press(ENTER);
            keys.tabTo(window.text("community.act.UNBAN"));
            keys.press(SPACE);
            keys.untilShown("Bike Workshop lets Mill back in");
            keys.tabTo(window.text("community.act.UNBAN"));
            keys.press(SPACE);
            keys.untilShown(window.text("community.status.ACTIVE"));
            assertThat(community.ownHub.acts)
                    .extracting(act -> ((AdminAct.Standing) act).step())
                    .containsExactly(Step.APPROVE, Step.UNBAN);
        }
    }
}
