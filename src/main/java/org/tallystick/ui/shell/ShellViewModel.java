package org.tallystick.ui.shell;

import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.HubWords;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OpenedWallet;

/** Where one is, who one is, and how the hub is. On the thread of the screens. */
public final class ShellViewModel {

    private static final long WORTH_SHOWING = 100;

    /** The screens that the rail leads to. */
    public enum Place {
        /** Where I stand. */
        HOME,
        /** Paying somebody. */
        PAY,
        /** Lines of trust. */
        TRUST,
        /** What happened. */
        ACTIVITY,
        /** The own node as a hub. */
        COMMUNITY,
        /** The hubs at which the owner has an account. */
        HUBS
    }

    /** How the hub is. */
    public enum Health {
        /** All is shown as it is. */
        IN_STEP,
        /** History is some way behind, or nothing is taken just now. */
        BEHIND,
        /** It does not answer. */
        AWAY,
        /** It is not to be believed, or does not want the owner: paying stops. */
        WRONG
    }

    /**
     * What stands under the top bar.
     *
     * @param tone held for out of reach, accent for what waits, danger for a hub that is not to be believed
     * @param title what is so
     * @param text what follows from it
     * @param retries whether its button asks again; else it leads to the hubs
     */
    public record Banner(Tone tone, String title, String text, boolean retries) {}

    private final OpenedWallet wallet;
    private final Messages messages;
    private final Background background;
    private final Times times;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.HOME);
    private final ReadOnlyObjectWrapper<Health> health = new ReadOnlyObjectWrapper<>(Health.IN_STEP);
    private final ReadOnlyObjectWrapper<@Nullable Banner> banner = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper mayPay = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<HubTile.Look> tile;
    private final ReadOnlyBooleanWrapper severalHubs = new ReadOnlyBooleanWrapper();
    private final HubWords words;
    private final ReadOnlyStringWrapper hubText = new ReadOnlyStringWrapper("");
    private OptionalLong reachedAtMs = OptionalLong.empty();
    private Runnable asking = () -> {};
    private @Nullable Scope scope;
    private HubReader.@Nullable Following following;
    private HubReader.@Nullable Following hubsFollowing;
    private HubReader.@Nullable Following ownFollowing;

    /** Makes the frame around an open wallet. */
    public ShellViewModel(OpenedWallet wallet, Background background, Messages messages, Times times) {
        this.times = times;
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.words = new HubWords(messages, times);
        this.tile = new ReadOnlyObjectWrapper<>(tileOf(known()));
        showTile(known());
        place.addListener((property, before, now) -> {
            if (now == Place.PAY && !mayPay.get()) {
                place.set(Place.HUBS);
            }
        });
    }

    private KnownHub known() {
        Hubs hubs = wallet.hubs();
        Pid active = hubs.active();
        return hubs.all().stream()
                .filter(hub -> hub.pid().equals(active))
                .findFirst()
                .orElseThrow(() -> new InvariantBroken("The hub that is shown is one of the owner's"));
    }

    private static HubTile.Look tileOf(KnownHub hub) {
        return new HubTile.Look(hub.pid().text(), hub.name(), hub.colour());
    }

    private void showTile(KnownHub hub) {
        tile.set(tileOf(hub));
        severalHubs.set(wallet.hubs().all().size() > 1);
    }

    /** Begins to follow the hub. */
    public void attach() {
        Scope shown = new Scope(background);
        Latest status = new Latest(shown);
        scope = shown;
        boolean here = known().here();
        Runnable look = here
                ? () -> status.run(() -> wallet.wallet().hub().status(), this::show, thrown -> showAway())
                : this::showFar;
        asking = here ? look : () -> shown.run(this::askAgain, asked -> showFar(), thrown -> showFar());
        following = wallet.wallet().hub().follow(wallet.wallet().me(), () -> shown.soon(look));
        hubsFollowing = wallet.hubs().follow(() -> shown.soon(look));
        // The hub tells of a payment before what became of it is written down here.
        ownFollowing = wallet.wallet().follow(() -> shown.soon(look));
        look.run();
    }

    /** Ends it. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        Optional.ofNullable(hubsFollowing).ifPresent(HubReader.Following::close);
        Optional.ofNullable(ownFollowing).ifPresent(HubReader.Following::close);
        scope = null;
        following = null;
        hubsFollowing = null;
        ownFollowing = null;
        asking = () -> {};
    }

    /** Asks the hub again how it is. */
    public void retry() {
        asking.run();
    }

    private Pid askAgain() {
        Pid hub = wallet.hubs().active();
        wallet.hubs().retry(hub);
        return hub;
    }

    /** A hub elsewhere is asked by what keeps up with it, which says how it is. */
    private void showFar() {
        KnownHub hub = known();
        showTile(hub);
        health.set(
                switch (hub.state()) {
                    case HubState.Connected _ -> Health.IN_STEP;
                    case HubState.Connecting _, HubState.Syncing _, HubState.Behind _, HubState.Waiting _ ->
                        Health.BEHIND;
                    case HubState.Offline _, HubState.Recovered _ -> Health.AWAY;
                    case HubState.Refused _, HubState.Stranger _, HubState.Contradicting _ -> Health.WRONG;
                });
        hubText.set(words.line(hub.state()));
        mayPay.set(hub.state().mayPay());
        if (!mayPay.get() && place.get() == Place.PAY) {
            place.set(Place.HUBS);
        }
        banner.set(bannerOf(hub));
    }

    private @Nullable Banner bannerOf(KnownHub hub) {
        Tone tone = HubWords.tone(hub.state());
        return switch (hub.state()) {
            case HubState.Offline offline ->
                new Banner(
                        Tone.HELD,
                        messages.text("shell.banner.away", hub.name()),
                        offline.plainRefused()
                                ? words.sentence(offline)
                                : joined(words.age(offline, hub.seenAtMs()), waitingText()),
                        !offline.plainRefused());
            case HubState.Refused _,
                    HubState.Stranger _,
                    HubState.Contradicting _,
                    HubState.Recovered _,
                    HubState.Waiting _ ->
                new Banner(
                        tone,
                        messages.text("shell.banner.wrong", hub.name(), words.word(hub.state())),
                        words.sentence(hub.state()),
                        false);
            case HubState.Connected _, HubState.Connecting _, HubState.Syncing _, HubState.Behind _ -> waitingBanner();
        };
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second + ".";
    }

    private String waitingText() {
        Pid hub = known().pid();
        long waiting = wallet.wallet().state().outbox().stream()
                .filter(intent -> intent.hub().equals(hub))
                .count();
        return waiting == 0 ? "" : messages.text("shell.banner.outbox", waiting);
    }

    private @Nullable Banner waitingBanner() {
        String text = waitingText();
        return text.isEmpty() ? null : new Banner(Tone.ACCENT, text, messages.text("shell.banner.outbox.text"), false);
    }

    private void show(HubStatus status) {
        reachedAtMs = OptionalLong.of(times.nowMs());
        String height = Figures.count(status.height());
        if (status.readOnly()) {
            health.set(Health.BEHIND);
            hubText.set(messages.text("shell.hub.readOnly"));
        } else if (status.lagTransactions() > WORTH_SHOWING) {
            health.set(Health.BEHIND);
            hubText.set(messages.text("shell.hub.behind", status.lagTransactions()));
        } else {
            health.set(Health.IN_STEP);
            hubText.set(messages.text(status.practice() ? "shell.hub.practice" : "shell.hub.inStep", height));
        }
        showTile(known());
        banner.set(waitingBanner());
    }

    private void showAway() {
        health.set(Health.AWAY);
        hubText.set(messages.text("shell.hub.away"));
        // Where nothing was seen yet, the screen itself says so.
        banner.set(
                reachedAtMs.isEmpty()
                        ? null
                        : new Banner(
                                Tone.HELD,
                                messages.text("shell.banner.away", wallet.communityName()),
                                joined(
                                        messages.text("shell.banner.since", times.time(reachedAtMs.getAsLong())),
                                        waitingText()),
                                true));
    }

    /** Where one is; may be set. */
    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    /** How the hub is. */
    public ReadOnlyObjectProperty<Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** The same as a sentence. */
    public ReadOnlyStringProperty hubTextProperty() {
        return hubText.getReadOnlyProperty();
    }

    /** What stands under the top bar; null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Banner> bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    /** Whether paying makes sense at this hub; where it does not, the way to it leads to the hubs. */
    public ReadOnlyBooleanProperty mayPayProperty() {
        return mayPay.getReadOnlyProperty();
    }

    /** The hub's name and colour. */
    public ReadOnlyObjectProperty<HubTile.Look> tileProperty() {
        return tile.getReadOnlyProperty();
    }

    /** Whether the owner has more than one hub. */
    public ReadOnlyBooleanProperty severalHubsProperty() {
        return severalHubs.getReadOnlyProperty();
    }

    /** Whether the community lives in this program, so that its owner can serve and govern it. */
    public boolean hasOwnHub() {
        return wallet.ownHub().isPresent();
    }

    /** What the owner is called. */
    public String ownerName() {
        return wallet.ownerName();
    }

    /** The owner's PID. */
    public String ownerPid() {
        return wallet.wallet().me().text();
    }

    /** The ends of it. */
    public String ownerPidBrief() {
        return Names.brief(wallet.wallet().me());
    }

    /** What the community is called. */
    public String communityName() {
        return wallet.communityName();
    }
}
