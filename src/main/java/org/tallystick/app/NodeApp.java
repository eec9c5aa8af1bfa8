package org.tallystick.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.feature.clearing.BatchLimits;
import org.tallystick.feature.clearing.ClearingBatches;
import org.tallystick.http.Desk;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.Node;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.NodeOpening;
import org.tallystick.node.SignatureCheck;
import org.tallystick.wallet.NodeReader;

/** A node that runs in a data folder, with its keys. Any thread; closed by who opened it. */
public final class NodeApp implements AutoCloseable {

    private final NodeFolder folder;
    private final Keys keys;
    private final boolean acceptsUnbound;
    private final Node node;
    private final NodeOpening.Report report;
    private final ClearingBatches batches;

    /** What came of opening a data folder; only {@link Opened} serves. */
    public sealed interface Opening {

        /** The node runs. */
        record Opened(NodeApp app) implements Opening {}

        /** There is nothing of a node in this folder. */
        record NoNode(Path folder) implements Opening {}

        /**
         * Another process has the folder open.
         *
         * @param folder which
         * @param holder what it wrote about itself, perhaps nothing
         */
        record InUse(Path folder, String holder) implements Opening {}

        /** A key file does not open. */
        record KeysFailed(Keys.Opening.Failed why) implements Opening {}

        /** The history does not open: {@link NodeOpening.Missing}, {@link NodeOpening.Damaged} or {@link NodeOpening.NoNode}. */
        record NotServed(NodeOpening why) implements Opening {}
    }

    private NodeApp(NodeFolder folder, Keys keys, boolean acceptsUnbound, NodeOpening.Opened opened, Machine machine) {
        this.folder = folder;
        this.acceptsUnbound = acceptsUnbound;
        this.keys = keys;
        this.node = opened.node();
        this.report = opened.report();
        this.batches = new ClearingBatches(new Desk(node), machine.clock(), machine.randomness(), BatchLimits.DEFAULT);
        batches.start();
    }

    /**
     * Opens the node of a folder: lock, keys, journal, in this order.
     *
     * @param password wiped; null where there should be none
     * @throws IOException when the machine refuses to read or write
     */
    public static Opening open(Path folder, char @Nullable [] password, Machine machine) throws IOException {
        return open(folder, password, machine, false);
    }

    /**
     * As {@link #open(Path, char[], Machine)}.
     *
     * @param acceptsUnbound whether signatures in the reference form count, which mean the same at every hub
     */
    public static Opening open(Path folder, char @Nullable [] password, Machine machine, boolean acceptsUnbound)
            throws IOException {
        if (!DataFolder.holdsNode(folder)) {
            return new Opening.NoNode(folder);
        }
        return switch (DataFolder.lock(folder, machine)) {
            case FolderLock.Outcome.HeldBy other -> new Opening.InUse(folder, other.text());
            case FolderLock.Outcome.Held held ->
                open(new NodeFolder(folder), password, machine, held.lock(), acceptsUnbound);
        };
    }

    private static Opening open(
            NodeFolder folder, char @Nullable [] password, Machine machine, FolderLock lock, boolean acceptsUnbound)
            throws IOException {
        boolean kept = false;
        try {
            Opening opening = switch (Keys.open(folder, password, machine)) {
                case Keys.Opening.Failed failed -> new Opening.KeysFailed(failed);
                case Keys.Opening.Opened opened -> open(folder, opened.keys(), machine, lock, acceptsUnbound);
            };
            kept = opening instanceof Opening.Opened;
            return opening;
        } finally {
            if (!kept) {
                lock.close();
            }
        }
    }

    private static Opening open(NodeFolder folder, Keys keys, Machine machine, FolderLock lock, boolean acceptsUnbound)
            throws IOException {
        boolean kept = false;
        try {
            NodeConfig config = keys.config(folder, machine);
            NodeOpening opening =
                    Node.open(acceptsUnbound ? config.withSignatures(SignatureCheck.acceptingUnbound()) : config, lock);
            kept = opening instanceof NodeOpening.Opened;
            return opening instanceof NodeOpening.Opened opened
                    ? new Opening.Opened(new NodeApp(folder, keys, acceptsUnbound, opened, machine))
                    : new Opening.NotServed(opening);
        } finally {
            if (!kept) {
                keys.close();
            }
        }
    }

    /**
     * Makes a new node in a folder that exists and is empty, without starting it.
     *
     * @param password wiped; null to leave the key file open
     * @param practice whether it may hold everybody's keys; it stands in the first block and cannot be taken back
     * @throws IOException when it cannot be written
     */
    static void create(Path folder, char @Nullable [] password, boolean practice, Machine machine) throws IOException {
        NodeFolder files = new NodeFolder(folder);
        try (Keys keys = Keys.create(files, password, practice, machine)) {
            Node.create(keys.config(files, machine), practice);
        }
    }

    /** The running node. */
    public Node node() {
        return node;
    }

    /** Nets the debts of the node from time to time. */
    public ClearingBatches clearing() {
        return batches;
    }

    /** Answers questions as a wallet asks them; closed by who asked for it, before the node. */
    public NodeReader reader() {
        return new NodeReader(node, hubKey(), Rooms.PAYMENT_LIMITS);
    }

    /** What was found at the start. */
    public NodeOpening.Report report() {
        return report;
    }

    /** Where its files are. */
    public NodeFolder folder() {
        return folder;
    }

    /** Whether signatures in the reference form count, which mean the same at every hub. */
    public boolean acceptsUnbound() {
        return acceptsUnbound;
    }

    /** Its keys. */
    public Keys keys() {
        return keys;
    }

    /** The hub's public key. */
    public PublicKey hubKey() {
        return keys.hubKey();
    }

    /** Everybody's keys, if this is a practice node; its first block has to say so as well. */
    public Optional<PracticeKeys> practiceKeys() {
        return node.practice() ? keys.practiceKeys() : Optional.empty();
    }

    /** Stops the node and gives the folder back. */
    @Override
    public void close() throws IOException {
        batches.close();
        node.close();
        keys.close();
    }
}
