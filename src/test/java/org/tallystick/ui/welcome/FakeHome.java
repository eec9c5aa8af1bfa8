package org.tallystick.ui.welcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.WalletHome;

/** A home that makes nothing: answers as it is told, and keeps what it was asked for. */
final class FakeHome implements WalletHome {

    static final List<String> WORDS = List.of(
            "legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful", "legal", "winner", "thank",
            "yellow");

    Found found = new Found.Nothing();
    Outcome outcome = new Outcome.Failed("nothing is made here");
    HubLook look = new HubLook.NoAddress();
    final List<String> made = new ArrayList<>();
    final List<String> passwords = new ArrayList<>();

    @Override
    public Found found() {
        return found;
    }

    @Override
    public List<String> freshWords() {
        return WORDS;
    }

    @Override
    public HubLook look(String text) {
        return look;
    }

    @Override
    public Outcome make(String ownerName, List<String> words, char[] password, Start start, Consumer<Step> progress) {
        progress.accept(Step.KEYS);
        made.add(ownerName + " | " + String.join(" ", words) + " | " + start);
        passwords.add(new String(password));
        return outcome;
    }

    @Override
    public String setAside() throws IOException {
        if (found instanceof Found.Nothing) {
            throw new IOException("there is nothing");
        }
        found = new Found.Nothing();
        return "wallet.aside";
    }

    @Override
    public Outcome open(char[] password, Consumer<Step> progress) {
        passwords.add(new String(password));
        return outcome;
    }
}
