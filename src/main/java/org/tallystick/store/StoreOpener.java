package org.tallystick.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.journal.ReadFailed;

/** Opens the file of a projection or makes one, and compares what it finds with program and journal (design §4). One use. */
final class StoreOpener<B extends ProjectedBlock> {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpener.class);

    private final StoreConfig config;
    private final List<Projection<B>> projections;
    private final Executor readThreads;

    StoreOpener(StoreConfig config, List<? extends Projection<B>> projections, Executor readThreads) {
        this.config = config;
        this.projections = List.copyOf(projections);
        this.readThreads = readThreads;
    }

    StoreOpening<B> open(BlockHashes journal) throws ReadFailed, IOException {
        Files.createDirectories(config.folder());
        if (Files.notExists(config.file())) {
            try {
                return new StoreOpening.Empty<>(create());
            } catch (StoreFailed failed) {
                throw new IOException("H2 cannot make " + config.file(), failed);
            }
        }
        return openFile(journal);
    }

    Store<B> openAnew() throws StoreFailed, IOException {
        Files.createDirectories(config.folder());
        ProjectionFiles.moveAside(config);
        return create();
    }

    private Store<B> create() throws StoreFailed {
        return new Store<>(config, projections, readThreads, createFile(config, projections), Optional.empty());
    }

    /** Makes a file with empty tables where there is none. */
    static <B extends ProjectedBlock> OpenProjection<B> createFile(
            StoreConfig config, List<? extends Projection<B>> projections) throws StoreFailed {
        try {
            return OpenProjection.create(config, projections);
        } catch (SQLException e) {
            throw new StoreFailed("H2 cannot make a new projection", e);
        }
    }

    private StoreOpening<B> openFile(BlockHashes journal) throws ReadFailed, IOException {
        OpenProjection<B> open = null;
        Optional<Watermark> watermark;
        try {
            if (Files.size(config.file()) == 0) {
                return new StoreOpening.Unusable<>(StoreOpening.Reason.DAMAGED, "the file is empty");
            }
            open = OpenProjection.open(config, projections).orElse(null);
            if (open == null) {
                return new StoreOpening.Unusable<>(
                        StoreOpening.Reason.OTHER_VERSION, "the file was made by another version of the program");
            }
            watermark = open.watermark();
        } catch (SQLException | RuntimeException | Error e) {
            drop(open);
            Faults.rethrowUnlessOfDatabase(e);
            LOG.debug("the projection cannot be opened: {}", Faults.describe(e));
            return new StoreOpening.Unusable<>(
                    StoreOpening.Reason.DAMAGED, "H2 cannot open the file, or what is in it is not what was written");
        }
        try {
            if (watermark.isPresent()) {
                Optional<StoreOpening<B>> refused = compare(watermark.get(), journal);
                if (refused.isPresent()) {
                    drop(open);
                    return refused.get();
                }
            }
        } catch (ReadFailed | RuntimeException e) {
            drop(open);
            throw e;
        }
        Store<B> store = new Store<>(config, projections, readThreads, open, watermark);
        return watermark
                .<StoreOpening<B>>map(mark -> new StoreOpening.Current<>(store, mark))
                .orElseGet(() -> new StoreOpening.Empty<>(store));
    }

    /** Why the file does not fit to the journal; nothing if it does. */
    private Optional<StoreOpening<B>> compare(Watermark mark, BlockHashes journal) throws ReadFailed {
        if (mark.height() > journal.lastHeight()) {
            return Optional.of(new StoreOpening.KnowsMore<>(mark.height(), journal.lastHeight()));
        }
        Optional<byte[]> hash = journal.hashAt(mark.height());
        if (hash.isPresent() && Arrays.equals(hash.get(), mark.hash())) {
            return Optional.empty();
        }
        return Optional.of(new StoreOpening.Unusable<>(
                StoreOpening.Reason.HASH_DISAGREES, "the journal has another block at height " + mark.height()));
    }

    private static void drop(@Nullable OpenProjection<?> open) {
        if (open != null) {
            open.drop();
        }
    }
}
