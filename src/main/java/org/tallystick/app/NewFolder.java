package org.tallystick.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.journal.FolderLock;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Node;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.Verification;

/**
 * Makes a new node in a folder beside its place, fills it, closes it, verifies it, and only then puts it in its place: nothing
 * half made ever stands there.
 */
public final class NewFolder {

    private static final int TRIES = 600;

    /** Puts something into a node that was just made. */
    @FunctionalInterface
    public interface Filling {

        /**
         * Fills it.
         *
         * @throws IOException when that cannot be done; the folder is then deleted
         */
        void fill(NodeApp app) throws IOException;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * It stands in its place and was verified.
         *
         * @param hub its PID
         * @param report what verification found
         */
        record Made(Pid hub, Verification.Report report) implements Outcome {}

        /** There is something in its place already; it was not touched. */
        record Exists(Path place) implements Outcome {}

        /** The folder that it should stand in is not there. */
        record NoParent(Path parent) implements Outcome {}

        /** What was made does not verify; it was deleted. A defect of the program or of the disk. */
        record NotVerified(Verification.Report report) implements Outcome {}
    }

    private NewFolder() {}

    /**
     * Makes a node.
     *
     * @param place where it is to stand
     * @param password wiped; null to leave the key file open
     * @param practice whether it holds everybody's keys
     * @param machine clock and randomness
     * @param filling what goes into it
     * @throws IOException when something cannot be written; nothing is left then
     */
    public static Outcome make(
            Path place, char @Nullable [] password, boolean practice, Machine machine, Filling filling)
            throws IOException {
        Path target = place.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (Files.exists(target, java.nio.file.LinkOption.NOFOLLOW_LINKS) || parent == null) {
            return new Outcome.Exists(place);
        }
        if (!Files.isDirectory(parent)) {
            return new Outcome.NoParent(parent);
        }
        Path making = DataFolder.beside(target, "importing");
        DataFolder.delete(making);
        DataFolder.make(making);
        try {
            Outcome outcome = make(making, password, practice, machine, filling, target);
            return outcome;
        } finally {
            DataFolder.delete(making);
        }
    }

    private static Outcome make(
            Path making, char @Nullable [] password, boolean practice, Machine machine, Filling filling, Path target)
            throws IOException {
        char[] again = password == null ? null : password.clone();
        char[] once = password == null ? null : password.clone();
        try {
            NodeApp.create(making, password, practice, machine);
            Pid hub;
            try (NodeApp app = opened(NodeApp.open(making, once, machine))) {
                hub = app.node().hub();
                filling.fill(app);
            }
            Verification.Report report = verified(making, again, machine);
            if (!report.isClean()) {
                return new Outcome.NotVerified(report);
            }
            DataFolder.putInPlace(making, target);
            return new Outcome.Made(hub, report);
        } finally {
            wipe(again);
            wipe(once);
        }
    }

    private static void wipe(char @Nullable [] password) {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }

    private static NodeApp opened(NodeApp.Opening opening) throws IOException {
        if (opening instanceof NodeApp.Opening.Opened opened) {
            return opened.app();
        }
        throw new IOException("what was just made does not open");
    }

    /** Opens the folder once more, as a start would, and checks everything in it. */
    private static Verification.Report verified(Path folder, char @Nullable [] password, Machine machine)
            throws IOException {
        NodeFolder files = new NodeFolder(folder);
        FolderLock.Outcome locked = DataFolder.lock(folder, machine);
        if (!(locked instanceof FolderLock.Outcome.Held held)) {
            throw new IOException("somebody else opened what was just made");
        }
        try (FolderLock _ = held.lock()) {
            if (!(Keys.open(files, password, machine) instanceof Keys.Opening.Opened opened)) {
                throw new IOException("the keys that were just made do not open");
            }
            try (Keys keys = opened.keys()) {
                return Verification.run(
                        new Verification.Input(files, keys.vault(), true, Rooms::fresh, Optional.empty()));
            }
        }
    }

    /**
     * Has the hub do something alone, and waits until it is durable, also behind a projection that lags.
     *
     * @throws IOException when it is refused
     */
    public static Answer.Committed submit(Node node, HubTransaction transaction) throws IOException {
        Answer answer = node.submitAlone(transaction).join();
        for (int tries = 0; tries < TRIES && isBusy(answer); tries++) {
            try {
                node.projector().awaitProjected(node.health().height(), Duration.ofMillis(100));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stop);
            }
            answer = node.submitAlone(transaction).join();
        }
        return switch (answer) {
            case Answer.Committed committed -> committed;
            case Answer.Refused refused ->
                throw new IOException("the node refused it: "
                        + refused.refusal().code() + " " + refused.refusal().details());
        };
    }

    private static boolean isBusy(Answer answer) {
        return answer instanceof Answer.Refused refused && isBusy(refused.refusal());
    }

    private static boolean isBusy(Refusal refusal) {
        return refusal.code() == ErrorCode.E020
                && ("lag".equals(refusal.details().get("reason"))
                        || "queue_full".equals(refusal.details().get("reason")));
    }
}
