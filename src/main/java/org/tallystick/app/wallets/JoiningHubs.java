package org.tallystick.app.wallets;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubLink;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.KnownHub;

/**
 * The owner's way to a hub elsewhere: who stands behind an address, whether the owner is let in there, and what is to be written of the
 * hub then. Writes nothing itself. Any thread that may wait for the network.
 */
final class JoiningHubs {

    private final RunningHubs.Ground ground;
    private final HubList list;

    /**
     * Makes it; nothing is asked yet.
     *
     * @param list the hubs that the owner has
     */
    JoiningHubs(RunningHubs.Ground ground, HubList list) {
        this.ground = ground;
        this.list = list;
    }

    /** As {@link org.tallystick.wallet.Hubs#look}. */
    HubLook look(String text) {
        Optional<HubLink> link = HubLink.parse(text);
        if (link.isEmpty()) {
            return new HubLook.NoAddress();
        }
        Optional<Pid> pid = link.get().pid();
        if (link.get().address().isEmpty()) {
            Pid named = pid.orElseThrow(() -> new IllegalArgumentException("A link names something"));
            return list.has(named) ? new HubLook.Known(named) : new HubLook.Nowhere(named);
        }
        HubLook look = ground.far().look(link.get().address().get(), pid, this::joinedAt);
        return look instanceof HubLook.Found(HubOffer offer) ? found(offer) : look;
    }

    /** Where a hub once proved itself, also one that was left since, nobody is taken who proves nothing (design §5). */
    private HubLook found(HubOffer offer) {
        if (list.here(offer.pid()).isPresent()) {
            return new HubLook.Known(offer.pid());
        }
        Optional<Pid> proven = ground.journal().state().proven(offer.address());
        return offer.dialect() == HubDialect.REFERENCE && proven.isPresent()
                ? new HubLook.AnotherHub(offer.address(), proven.get())
                : new HubLook.Found(offer);
    }

    private Optional<JoinedHub> joinedAt(String address) {
        return ground.journal().state().hubs().stream()
                .filter(hub -> hub.address().equals(address))
                .findFirst();
    }

    /** Opens the owner's account there, or logs in where there is one. */
    FarHubs.Admission admit(HubOffer offer) {
        return ground.far().join(offer, ground.account(OwnerKeys.account(offer)));
    }

    /**
     * What is written of a hub that let the owner in.
     *
     * @param before what was written of it before, whose name and colour it keeps
     * @param pin as in {@link JoinedHub#pin()}
     */
    JoinedHub joined(HubOffer offer, Optional<JoinedHub> before, Optional<String> pin) {
        return joined(
                offer,
                before.map(JoinedHub::name).orElseGet(() -> nameOf(offer)),
                before.map(JoinedHub::colour).orElseGet(this::freeColour),
                pin);
    }

    private int freeColour() {
        Set<Integer> used = list.all().stream().map(KnownHub::colour).collect(Collectors.toSet());
        return IntStream.range(0, KnownHub.COLOURS)
                .filter(colour -> !used.contains(colour))
                .findFirst()
                .orElse(used.size() % KnownHub.COLOURS);
    }

    /** What is written of a hub that let the owner in, under this name and in this colour. */
    static JoinedHub joined(HubOffer offer, String name, int colour, Optional<String> pin) {
        return new JoinedHub(
                offer.pid(),
                offer.key(),
                offer.address(),
                name,
                colour,
                offer.dialect(),
                OwnerKeys.account(offer),
                pin,
                offer.plain());
    }

    /** A name that can be written down, whatever the hub calls itself. */
    static String nameOf(HubOffer offer) {
        String called = offer.called().strip();
        if (JoinedHub.isName(called)) {
            return called;
        }
        String cut = called.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .limit(Hubs.MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return JoinedHub.isName(cut) ? cut : offer.pid().text().substring(0, 6);
    }
}
