package org.tallystick.app.wallets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Clock;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.Wallet;

/**
 * The hubs of an open wallet as they are at this moment: the node of this program, where there is one, and those that the owner's journal
 * says were joined and that are kept up with. Only looks, from memory, so that nobody waits; any thread.
 */
final class HubList {

    private static final int OWN_COLOUR = 1;

    private final RunningHubs.Ground ground;
    private final Optional<Here> here;
    private final RunningHubs running;

    /** The node of this program. */
    record Here(Pid pid, String name, Wallet wallet, OwnHub hub) {

        KnownHub known(Clock clock) {
            return new KnownHub(
                    pid,
                    name,
                    "",
                    OWN_COLOUR,
                    HubDialect.TALLYSTICK,
                    true,
                    false,
                    new HubState.Connected(),
                    OptionalLong.of(clock.wallMs()));
        }
    }

    /**
     * Makes it.
     *
     * @param here the node of this program, if there is one
     * @param running those elsewhere; begun and ended by others
     */
    HubList(RunningHubs.Ground ground, Optional<Here> here, RunningHubs running) {
        this.ground = ground;
        this.here = here;
        this.running = running;
    }

    /** As {@link org.tallystick.wallet.Hubs#all}. */
    List<KnownHub> all() {
        List<KnownHub> all = new ArrayList<>();
        here.ifPresent(own -> all.add(own.known(ground.clock())));
        for (JoinedHub joined : ground.journal().state().hubs()) {
            running.find(joined.pid())
                    .ifPresent(one ->
                            all.add(joined.known(one.hub().state(), one.hub().seenAtMs())));
        }
        return all;
    }

    /** One of them. */
    KnownHub known(Pid pid) {
        return all().stream()
                .filter(hub -> hub.pid().equals(pid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The owner has no such hub"));
    }

    /** Whether it is one of them. */
    boolean has(Pid pid) {
        return running.find(pid).isPresent() || here(pid).isPresent();
    }

    /** The node of this program, if it is that one. */
    Optional<Here> here(Pid pid) {
        return here.filter(own -> own.pid().equals(pid));
    }

    /** The owner at one of their hubs, whichever is shown. */
    AtHub at(Pid hub) {
        Optional<RunningHubs.Running> far = running.find(hub);
        if (far.isPresent()) {
            return new AtHub(known(hub), far.get().wallet(), Optional.empty());
        }
        Here own = here(hub).orElseThrow(() -> new IllegalArgumentException("The owner has no such hub"));
        return new AtHub(own.known(ground.clock()), own.wallet(), Optional.of(own.hub()));
    }
}
