package org.tallystick.app.desktop;

import java.util.List;
import java.util.function.Consumer;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.WalletHome;

/** A home in which a wallet is open already. */
public record OpenHome(OpenedWallet wallet) implements WalletHome {

    @Override
    public Found found() {
        return new Found.Wallet(wallet.ownerName(), false);
    }

    @Override
    public List<String> freshWords() {
        throw new UnsupportedOperationException("There is a wallet");
    }

    @Override
    public HubLook look(String text) {
        return new HubLook.NoAddress();
    }

    @Override
    public Outcome make(String owner, List<String> words, char[] password, Start start, Consumer<Step> progress) {
        return new Outcome.Exists();
    }

    @Override
    public Outcome open(char[] password, Consumer<Step> progress) {
        return new Outcome.Opened(wallet);
    }

    @Override
    public String setAside() {
        throw new UnsupportedOperationException("It is open");
    }
}
