package org.tallystick.app.wallets;

import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.Wallet;

/** A wallet of this machine that is open, with the node of its community. Any thread. */
final class LocalWallet implements OpenedWallet {

    private final Wallet wallet;
    private final WalletFolder.Card card;
    private final OwnHub hub;
    private final Deque<WalletOpener.OpenThing> open;

    LocalWallet(Wallet wallet, WalletFolder.Card card, OwnHub hub, Deque<WalletOpener.OpenThing> open) {
        this.wallet = wallet;
        this.card = card;
        this.hub = hub;
        this.open = open;
    }

    @Override
    public Wallet wallet() {
        return wallet;
    }

    @Override
    public String ownerName() {
        return card.ownerName();
    }

    @Override
    public String communityName() {
        return card.communityName();
    }

    @Override
    public Optional<OwnHub> ownHub() {
        return Optional.of(hub);
    }

    @Override
    public synchronized void close() throws IOException {
        WalletOpener.closeAll(open);
    }
}
