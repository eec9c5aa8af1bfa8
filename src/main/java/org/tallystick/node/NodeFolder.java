package org.tallystick.node;

import java.nio.file.Path;

/**
 * Where things stand in a data folder.
 *
 * @param root the folder
 */
public record NodeFolder(Path root) {

    /** The segments and the tip of the ledger journal. */
    public Path journal() {
        return root.resolve("journal");
    }

    /** The segments and the tip of the owner's journal. */
    public Path ownerJournal() {
        return root.resolve("owner");
    }

    /** What a hub keeps for itself: who is logged in. */
    public Path hub() {
        return root.resolve("hub");
    }

    /** The SQL projection. */
    public Path store() {
        return root.resolve("store");
    }

    /** The key store. */
    public Path keyStore() {
        return root.resolve("keys.json");
    }

    /** The keys of persons. */
    public Path personKeys() {
        return root.resolve("persons.keys");
    }

    /** The snapshot of the state. */
    public Path snapshot() {
        return root.resolve("snapshot.bin");
    }

    /** Who was erased. */
    public Path erased() {
        return root.resolve("erased.list");
    }
}
