package org.tallystick.ui.community;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.ui.AtOnce;
import org.tallystick.ui.TestOwnHub;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.PersonCard;

/** The Bike Workshop's own hub at half past eleven, without a toolkit. */
final class HubFixture {

    static final String ME = "Bike Workshop";

    final Pid me = TestNode.pid(ME);
    final TestOwnHub hub = new TestOwnHub("Riverside", new PersonCard(me, Optional.of(ME), true), UiCommunity.NOW_MS)
            .fill(name -> name);
    final Messages messages = Messages.in(Locale.ENGLISH);
    final Times times = new Times(new SetClock(UiCommunity.NOW_MS), ZoneOffset.UTC, Locale.ENGLISH, messages);
    final CommunityViewModel model = new CommunityViewModel(hub, me, ME, new AtOnce(), messages, times);
    final ServingViewModel serving = model.serving();
    final PeopleViewModel people = model.people();
    final UnitsViewModel units = model.units();
    final LogViewModel log = model.log();

    /** The screen is shown. */
    HubFixture shown() {
        model.attach();
        return this;
    }
}
