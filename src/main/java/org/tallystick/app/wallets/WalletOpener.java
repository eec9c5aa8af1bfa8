package org.tallystick.app.wallets;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.DataFolder;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.app.ProgramVersion;
import org.tallystick.app.hub.ServedNode;
import org.tallystick.base.Ids;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.Mnemonic;
import org.tallystick.identity.PersonKeys;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.NodeOpening;
import org.tallystick.node.PersonKeysVault;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerJournalFailed;
import org.tallystick.wallet.OwnerOpening;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome.Outcome;
import org.tallystick.wallet.WalletHome.Step;

/**
 * Opens a wallet: lock, key file, keys of persons, node, owner's journal, the hub if it is to serve, in this order; what is open when
 * one does not open is closed again. One thread, for one opening.
 */
final class WalletOpener {

    private final WalletFolder folder;
    private final Machine machine;
    private final FarHubs far;
    private final Consumer<Step> progress;
    private final Deque<OpenThing> open = new ArrayDeque<>();

    /** Something that has to be closed. */
    @FunctionalInterface
    interface OpenThing {
        void close() throws IOException;
    }

    /** Why it does not open. */
    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Stopped(Outcome outcome) {
            super("it does not open");
            this.outcome = outcome;
        }

        static Stopped because(String what) {
            return new Stopped(new Outcome.Failed(what));
        }
    }

    WalletOpener(WalletFolder folder, Machine machine, FarHubs far, Consumer<Step> progress) {
        this.folder = folder;
        this.far = far;
        this.machine = machine;
        this.progress = progress;
    }

    /**
     * Opens it.
     *
     * @param password not changed; null for none
     * @throws IOException when the machine refuses to read or write
     */
    Outcome open(char @Nullable [] password) throws IOException {
        boolean kept = false;
        try {
            Outcome outcome = new Outcome.Opened(steps(password));
            kept = true;
            return outcome;
        } catch (Stopped stopped) {
            return stopped.outcome;
        } finally {
            if (!kept) {
                closeAll(open);
            }
        }
    }

    private LocalWallet steps(char @Nullable [] password) throws IOException, Stopped {
        if (!folder.holdsWallet()) {
            throw Stopped.because("there is no wallet in " + folder.root());
        }
        WalletFolder.Card card =
                folder.readCard().orElseThrow(() -> Stopped.because(folder.wallet() + ": its card cannot be read"));
        lock();
        progress.accept(Step.KEYS);
        KeyStore keyStore = keyStore(password);
        OwnerKeys keys = owner(keyStore);
        open.push(keys::close);
        KeyPair owner = keys.first();
        PersonKeys persons = persons(keyStore);
        open.push(persons::close);
        keyStore.close();
        progress.accept(Step.JOINING);
        Optional<NodeApp> node = card.elsewhere() ? Optional.empty() : Optional.of(node(password));
        node.ifPresent(app -> open.push(app::close));
        OwnerJournal journal = journal(owner, new PersonKeysVault(persons, machine.randomness()));
        open.push(journal::close);
        Ids ids = new Ids(machine.clock(), machine.randomness());
        Optional<HubList.Here> here = Optional.empty();
        if (node.isPresent()) {
            here = Optional.of(here(node.get(), owner, journal, ids, card));
        } else if (journal.state().hubs().isEmpty()) {
            throw Stopped.because(folder.wallet() + " knows no community");
        }
        KeptHubs hubs = new KeptHubs(
                new RunningHubs.Ground(keys, card.ownerName(), journal, far, folder.hubs(), ids, machine.clock()),
                here);
        open.push(hubs::close);
        return new LocalWallet(card.ownerName(), hubs, new ArrayDeque<>(open));
    }

    /** The node of this program, which serves again if it did. */
    private HubList.Here here(NodeApp app, KeyPair owner, OwnerJournal journal, Ids ids, WalletFolder.Card card)
            throws IOException, Stopped {
        NodeReader reader = app.reader();
        open.push(reader::close);
        Wallet wallet = new Wallet(
                owner,
                new NodeConnection(app.node(), app.hubKey(), machine.clock()),
                reader,
                journal,
                ids,
                machine.clock());
        settle(wallet);
        ServedNode hub =
                new ServedNode(app, wallet, folder.hub(), card.communityName(), ProgramVersion.number(), machine);
        open.push(hub::close);
        hub.resume();
        return new HubList.Here(app.node().hub(), card.communityName(), wallet, hub);
    }

    private void lock() throws IOException, Stopped {
        switch (DataFolder.lock(folder.wallet(), machine)) {
            case FolderLock.Outcome.HeldBy other -> throw new Stopped(new Outcome.InUse(other.text()));
            case FolderLock.Outcome.Held held -> open.push(held.lock()::close);
        }
    }

    private KeyStore keyStore(char @Nullable [] password) throws IOException, Stopped {
        char[] once = password == null ? null : password.clone();
        return switch (KeyStore.open(folder.keys(), once, machine.randomness())) {
            case KeyStore.Opening.Opened opened -> {
                open.push(opened.keyStore()::close);
                yield opened.keyStore();
            }
            case KeyStore.Opening.PasswordNeeded _, KeyStore.Opening.WrongPasswordOrDamaged _ ->
                throw new Stopped(new Outcome.WrongPassword());
            case KeyStore.Opening.Missing _ -> throw Stopped.because(folder.keys() + " is missing");
            case KeyStore.Opening.Malformed malformed ->
                throw Stopped.because(folder.keys() + " is damaged: " + malformed.what());
            case KeyStore.Opening.UnsupportedVersion later ->
                throw Stopped.because(folder.keys() + " was written by a later program, version " + later.version());
        };
    }

    private OwnerKeys owner(KeyStore keyStore) throws Stopped {
        Optional<byte[]> entropy = keyStore.secret(WalletMaker.ENTROPY);
        if (entropy.isEmpty()) {
            throw Stopped.because(folder.keys() + " does not hold the keys of an owner");
        }
        try {
            return new OwnerKeys(Mnemonic.ofEntropy(entropy.get()));
        } catch (IllegalArgumentException wrongLength) {
            throw Stopped.because(folder.keys() + " does not hold the keys of an owner");
        } finally {
            Arrays.fill(entropy.get(), (byte) 0);
        }
    }

    private PersonKeys persons(KeyStore keyStore) throws IOException, Stopped {
        return switch (PersonKeys.open(folder.persons(), keyStore, machine.randomness())) {
            case PersonKeys.Opening.Opened opened -> opened.personKeys();
            case PersonKeys.Opening.Missing _ -> throw Stopped.because(folder.persons() + " is missing");
            case PersonKeys.Opening.Damaged damaged ->
                throw Stopped.because(
                        folder.persons() + " is damaged at byte " + damaged.offset() + ": " + damaged.what());
        };
    }

    private NodeApp node(char @Nullable [] password) throws IOException, Stopped {
        char[] once = password == null ? null : password.clone();
        return switch (NodeApp.open(folder.community(), once, machine)) {
            case NodeApp.Opening.Opened opened -> opened.app();
            case NodeApp.Opening.InUse other -> throw new Stopped(new Outcome.InUse(other.holder()));
            case NodeApp.Opening.NoNode none -> throw Stopped.because(none.folder() + " holds no community");
            case NodeApp.Opening.KeysFailed failed ->
                throw Stopped.because(
                        failed.why().file() + " does not open: " + failed.why().kind()
                                + (failed.why().what().isEmpty()
                                        ? ""
                                        : ", " + failed.why().what()));
            case NodeApp.Opening.NotServed not -> throw Stopped.because(clause(not.why()));
        };
    }

    private static String clause(NodeOpening why) {
        return switch (why) {
            case NodeOpening.Missing missing ->
                missing.file() + " ends at block " + missing.heightFound() + ", but " + missing.knownBy()
                        + " knows block " + missing.heightKnown();
            case NodeOpening.Damaged damaged ->
                damaged.file() + " is damaged behind block " + damaged.heightBefore() + ": " + damaged.what();
            case NodeOpening.NoNode none -> none.folder() + " holds no community";
            case NodeOpening.Opened _ -> throw new IllegalArgumentException("A node that serves needs no clause");
        };
    }

    private OwnerJournal journal(KeyPair owner, PersonKeysVault vault) throws IOException, Stopped {
        return switch (OwnerJournal.open(folder.journal(), owner.pid(), vault)) {
            case OwnerOpening.Opened opened -> opened.journal();
            case OwnerOpening.NotServed not ->
                throw Stopped.because(folder.journal().folder() + " does not open: " + not.why());
            case OwnerOpening.OfAnother _ ->
                throw Stopped.because(folder.journal().folder() + " is the journal of another owner");
            case OwnerOpening.UnknownEntry later ->
                throw Stopped.because(folder.journal().folder() + " was written by a later program: entry "
                        + later.height() + ", version " + later.version());
            case OwnerOpening.Broken broken ->
                throw Stopped.because(
                        folder.journal().folder() + " is damaged at entry " + broken.height() + ": " + broken.what());
        };
    }

    /** What was on its way when the program stopped last, or waited. */
    private void settle(Wallet wallet) throws Stopped {
        try {
            wallet.sendWaiting();
        } catch (OwnerJournalFailed failed) {
            throw Stopped.because(folder.journal().folder() + " cannot be written: " + failed.reason());
        }
    }

    /** Closes everything, the latest first, also behind one that fails. */
    static void closeAll(Deque<OpenThing> things) throws IOException {
        IOException first = null;
        while (!things.isEmpty()) {
            try {
                things.pop().close();
            } catch (IOException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
