package org.tallystick.ui.shell;

import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubStatus;
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
        COMMUNITY
    }

    /** How the hub is. */
    public enum HubState {
        /** All is shown as it is. */
        IN_STEP,
        /** History is some way behind, or nothing is taken just now. */
        BEHIND,
        /** It does not answer. */
        AWAY
    }

    private final OpenedWallet wallet;
    private final Messages messages;
    private final Background background;
    private final Times times;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.HOME);
    private final ReadOnlyObjectWrapper<HubState> hubState = new ReadOnlyObjectWrapper<>(HubState.IN_STEP);
    private final ReadOnlyStringWrapper hubText = new ReadOnlyStringWrapper("");
    private OptionalLong reachedAtMs = OptionalLong.empty();
    private Runnable asking = () -> {};
    private @Nullable Scope scope;
    private HubReader.@Nullable Following following;

    /** Makes the frame around an open wallet. */
    public ShellViewModel(OpenedWallet wallet, Background background, Messages messages, Times times) {
        this.times = times;
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
    }

    /** Begins to follow the hub. */
    public void attach() {
        Scope shown = new Scope(background);
        Latest status = new Latest(shown);
        scope = shown;
        Runnable look = () -> status.run(() -> wallet.wallet().hub().status(), this::show, thrown -> showAway());
        asking = look;
        following = wallet.wallet().hub().follow(wallet.wallet().me(), () -> shown.soon(look));
        look.run();
    }

    /** Ends it. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        following = null;
        asking = () -> {};
    }

    /** Asks the hub again how it is. */
    public void retry() {
        asking.run();
    }

    private void show(HubStatus status) {
        reachedAtMs = OptionalLong.of(times.nowMs());
        String height = String.format(java.util.Locale.ROOT, "%,d", status.height());
        if (status.readOnly()) {
            hubState.set(HubState.BEHIND);
            hubText.set(messages.text("shell.hub.readOnly"));
        } else if (status.lagTransactions() > WORTH_SHOWING) {
            hubState.set(HubState.BEHIND);
            hubText.set(messages.text("shell.hub.behind", status.lagTransactions()));
        } else {
            hubState.set(HubState.IN_STEP);
            hubText.set(messages.text(status.practice() ? "shell.hub.practice" : "shell.hub.inStep", height));
        }
    }

    private void showAway() {
        hubState.set(HubState.AWAY);
        hubText.set(messages.text("shell.hub.away"));
    }

    /** Where one is; may be set. */
    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    /** How the hub is. */
    public ReadOnlyObjectProperty<HubState> hubStateProperty() {
        return hubState.getReadOnlyProperty();
    }

    /** The same as a sentence. */
    public ReadOnlyStringProperty hubTextProperty() {
        return hubText.getReadOnlyProperty();
    }

    /** That the hub is out of reach. */
    public String bannerTitle() {
        return messages.text("shell.banner.away", wallet.communityName());
    }

    /** From when what one sees is; empty when nothing was seen yet. */
    public String bannerText() {
        return reachedAtMs.isPresent() ? messages.text("shell.banner.since", times.time(reachedAtMs.getAsLong())) : "";
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

    /** What the community is called. */
    public String communityName() {
        return wallet.communityName();
    }
}
