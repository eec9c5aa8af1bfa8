package org.tallystick.store;

import static org.tallystick.base.Checks.require;

import java.nio.file.Path;

/**
 * Where the projection lives and what it may use.
 *
 * @param folder holds {@code ledger.mv.db} and at most one copy moved aside, {@code ledger.aside.mv.db}
 * @param cacheKiB how much memory H2 may keep pages in
 * @param readers how many reads run at once; others wait
 * @param readWaitMs how long a read waits for its turn before it is refused
 * @param readTimeoutMs how long one statement of a read may run
 * @param checkpointSync whether each {@link Store#apply} ends with a forced checkpoint: only for measuring H2 as the
 *     point of durability, which it is not here
 */
public record StoreConfig(
        Path folder, int cacheKiB, int readers, int readWaitMs, int readTimeoutMs, boolean checkpointSync) {

    private static final int MAX_CACHE_KIB = 64 << 10;
    private static final int MIN_CACHE_KIB = 4 << 10;

    /** What share of the heap the usual cache takes, so that a hub with a small heap has room for its callers. */
    private static final int HEAP_SHARE = 16;

    private static final int READERS = 4;
    private static final int READ_WAIT_MS = 5_000;
    private static final int READ_TIMEOUT_MS = 30_000;

    /** Checks the sizes. */
    public StoreConfig {
        require(cacheKiB >= 1_024, "H2 needs a cache of 1 MiB or more");
        require(readers >= 1 && readers <= 64, "between 1 and 64 reads run at once");
        require(readWaitMs >= 0, "a wait is 0 ms or more");
        require(readTimeoutMs >= 1, "a read may take 1 ms or more");
        String path = folder.toString();
        require(path.indexOf(';') < 0, "H2 takes no folder with a semicolon in its name");
    }

    /** The usual sizes; the cache is a sixteenth of the heap, 4 to 64 MiB. */
    public static StoreConfig in(Path folder) {
        long shareKiB = Runtime.getRuntime().maxMemory() / (HEAP_SHARE << 10);
        int cacheKiB = Math.clamp(shareKiB, MIN_CACHE_KIB, MAX_CACHE_KIB);
        return new StoreConfig(folder, cacheKiB, READERS, READ_WAIT_MS, READ_TIMEOUT_MS, false);
    }

    /** The same with another cache. */
    public StoreConfig withCacheKiB(int newCacheKiB) {
        return new StoreConfig(folder, newCacheKiB, readers, readWaitMs, readTimeoutMs, checkpointSync);
    }

    /** The same with other bounds for reads. */
    public StoreConfig withReads(int newReaders, int newReadWaitMs, int newReadTimeoutMs) {
        return new StoreConfig(folder, cacheKiB, newReaders, newReadWaitMs, newReadTimeoutMs, checkpointSync);
    }

    /** The same with a forced checkpoint after each batch, as a yardstick. */
    public StoreConfig withCheckpointSync() {
        return new StoreConfig(folder, cacheKiB, readers, readWaitMs, readTimeoutMs, true);
    }

    /** The file that H2 writes. */
    public Path file() {
        return folder.resolve("ledger.mv.db");
    }

    /** The one copy that is kept of a file which was found unusable, until the next one is verified. */
    public Path asideFile() {
        return folder.resolve("ledger.aside.mv.db");
    }
}
