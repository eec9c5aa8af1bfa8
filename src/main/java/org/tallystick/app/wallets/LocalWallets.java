package org.tallystick.app.wallets;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.DataFolder;
import org.tallystick.app.Machine;
import org.tallystick.app.town.Town;
import org.tallystick.base.Unicode;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.Mnemonic;
import org.tallystick.identity.Pid;
import org.tallystick.journal.FolderLock;
import org.tallystick.money.Amounts;
import org.tallystick.money.EquivalentCode;
import org.tallystick.wallet.HubLink;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.WalletHome;

/**
 * The wallet of one folder of this machine, with its community: {@code wallet} holds the owner's key file, keys of persons and
 * journal, {@code community} the node. Both are made beside and put in their place at once. Any thread that may wait.
 */
public final class LocalWallets implements WalletHome {

    private static final int TOWN_WEEKS = 3;
    private static final int MAX_NAME = 100;
    private static final DateTimeFormatter ASIDE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final WalletFolder folder;
    private final Machine machine;
    private final int townWeeks;
    private final FarHubs far;

    /**
     * The wallet of a folder.
     *
     * @param root the folder, which holds a wallet and nothing else, or is not there yet; it stands in a folder that may have to
     *     be made
     * @param machine clock, randomness, and what a password costs
     * @param far reaches hubs elsewhere
     */
    public LocalWallets(Path root, Machine machine, FarHubs far) {
        this(root, machine, TOWN_WEEKS, far);
    }

    /**
     * As {@link #LocalWallets(Path, Machine, FarHubs)}, with a practice town of another age.
     *
     * @param townWeeks how many weeks the town has behind it when it is made
     * @param far reaches hubs elsewhere
     */
    public LocalWallets(Path root, Machine machine, int townWeeks, FarHubs far) {
        require(townWeeks >= 1 && townWeeks <= Town.MAX_WEEKS, "A town has 1 to 52 weeks behind it");
        this.folder = new WalletFolder(root);
        this.machine = machine;
        this.townWeeks = townWeeks;
        this.far = far;
    }

    @Override
    public HubLook look(String text) {
        Optional<HubLink> link = HubLink.parse(text);
        if (link.isEmpty()) {
            return new HubLook.NoAddress();
        }
        Optional<Pid> pid = link.get().pid();
        return link.get()
                .address()
                .map(address -> far.look(address, pid, none -> Optional.empty()))
                .orElseGet(() -> new HubLook.Nowhere(
                        pid.orElseThrow(() -> new IllegalArgumentException("A link names something"))));
    }

    @Override
    public Found found() {
        if (!folder.holdsWallet()) {
            return new Found.Nothing();
        }
        String name = folder.readCard().map(WalletFolder.Card::ownerName).orElse("");
        return new Found.Wallet(name, isLocked());
    }

    /** Without a password nothing is derived, so that this is quick. What cannot be read is opened to learn why. */
    private boolean isLocked() {
        try {
            KeyStore.Opening opening = KeyStore.open(folder.keys(), null, machine.randomness());
            if (opening instanceof KeyStore.Opening.Opened opened) {
                opened.keyStore().close();
                return false;
            }
            return true;
        } catch (IOException unreadable) {
            return true;
        }
    }

    @Override
    public List<String> freshWords() {
        return Mnemonic.generate(machine.randomness(), Mnemonic.DEFAULT_WORDS).words();
    }

    @Override
    public Outcome make(String ownerName, List<String> words, char[] password, Start start, Consumer<Step> progress) {
        try {
            if (folder.holdsWallet()) {
                return new Outcome.Exists();
            }
            Optional<String> objection = objection(ownerName, start);
            if (objection.isPresent()) {
                return new Outcome.Failed(objection.get());
            }
            if (!(Mnemonic.parse(String.join(" ", words)) instanceof Mnemonic.Parsed.Ok parsed)) {
                return new Outcome.Failed("the words do not fit together");
            }
            if (!folder.isFree()) {
                return new Outcome.Failed(folder.root() + " holds something else");
            }
            char[] given = orNull(password);
            new WalletMaker(folder, machine, townWeeks, far, progress)
                    .make(new WalletMaker.Plan(ownerName, parsed.mnemonic(), given, start));
            return new WalletOpener(folder, machine, far, step -> tellOf(step, progress)).open(given);
        } catch (WalletMaker.NotAdmitted not) {
            return new Outcome.NotJoined(not.why());
        } catch (IOException failed) {
            return new Outcome.Failed(clause(failed));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Behind the making only the joining is news. */
    private static void tellOf(Step step, Consumer<Step> progress) {
        if (step == Step.JOINING) {
            progress.accept(step);
        }
    }

    private static Optional<String> objection(String ownerName, Start start) {
        if (!isName(ownerName)) {
            return Optional.of("a name has 1 to 100 characters");
        }
        if (start instanceof Start.OwnCommunity own) {
            if (!isName(own.name())) {
                return Optional.of("the name of a community has 1 to 100 characters");
            }
            if (EquivalentCode.parse(own.unit().code()).isEmpty()
                    || !Amounts.isPrecision(own.unit().precision())) {
                return Optional.of("a unit has 1 to 16 of A-Z, 0-9 and _, and 0 to 8 decimals");
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.codePointCount(0, name.length()) <= MAX_NAME && Unicode.isWellFormed(name);
    }

    @Override
    public Outcome open(char[] password, Consumer<Step> progress) {
        try {
            return new WalletOpener(folder, machine, far, progress).open(orNull(password));
        } catch (IOException failed) {
            return new Outcome.Failed(clause(failed));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public String setAside() throws IOException {
        switch (DataFolder.lock(folder.wallet(), machine)) {
            case FolderLock.Outcome.HeldBy other -> throw new IOException(other.text() + " has it open");
            case FolderLock.Outcome.Held held -> held.lock().close();
        }
        String moment = ASIDE.format(Instant.ofEpochMilli(machine.clock().wallMs()));
        Path place = folder.root().toAbsolutePath().normalize();
        Path beside = place.resolveSibling(place.getFileName() + ".aside-" + moment);
        Files.move(place, beside, StandardCopyOption.ATOMIC_MOVE);
        return beside.toString();
    }

    private static char @Nullable [] orNull(char[] password) {
        return password.length == 0 ? null : password;
    }

    private static String clause(IOException failed) {
        String kind = failed.getClass().getSimpleName();
        if (failed instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? kind : file.getReason());
        }
        return failed.getMessage() == null ? kind : failed.getMessage();
    }
}
