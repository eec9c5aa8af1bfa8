package org.tallystick.app.wallets;

import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.Wallet;

/** A wallet of this machine that is open, at the hub that was shown last. Any thread. */
final class LocalWallet implements OpenedWallet {

    private final String ownerName;
    private final KeptHubs hubs;
    private final AtHub shown;
    private final Deque<WalletOpener.OpenThing> open;

    LocalWallet(String ownerName, KeptHubs hubs, Deque<WalletOpener.OpenThing> open) {
        this.ownerName = ownerName;
        this.hubs = hubs;
        this.shown = hubs.shown();
        this.open = open;
    }

    @Override
    public Wallet wallet() {
        return shown.wallet();
    }

    @Override
    public String ownerName() {
        return ownerName;
    }

    @Override
    public String communityName() {
        return shown.hub().name();
    }

    @Override
    public Optional<OwnHub> ownHub() {
        return shown.ownHub();
    }

    @Override
    public Hubs hubs() {
        return hubs;
    }

    @Override
    public synchronized void close() throws IOException {
        WalletOpener.closeAll(open);
    }
}
