package org.tallystick.ui.community;

import java.util.function.Consumer;
import org.tallystick.ui.fx.Background;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.OwnHub;

/** What the owner decides about the hub: done in the background, and looked at again once the hub has answered. */
final class OwnerActs {

    private final OwnHub hub;
    private final Background background;
    private final CommunityWords words;
    private final Runnable acted;

    OwnerActs(OwnHub hub, Background background, CommunityWords words, Runnable acted) {
        this.hub = hub;
        this.background = background;
        this.words = words;
        this.acted = acted;
    }

    /**
     * Does it.
     *
     * @param then gets why it was not done, as a sentence; empty when it was
     */
    void act(AdminAct act, Consumer<String> then) {
        background.run(
                () -> hub.act(act),
                result -> {
                    then.accept(words.problem(result));
                    acted.run();
                },
                thrown -> then.accept(words.problem(new AdminResult.Unknown())));
    }
}
