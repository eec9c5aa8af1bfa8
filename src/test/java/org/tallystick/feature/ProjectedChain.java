package org.tallystick.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.feature.clearing.sql.ClearingQueries;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.feature.operator.sql.AuditQueries;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.trust.sql.TrustQueries;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.TestChain;
import org.tallystick.store.BlockHashes;
import org.tallystick.store.Store;
import org.tallystick.store.StoreConfig;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.StoreOpening;
import org.tallystick.store.TableDigest;

/** A projection of all rooms in a folder, with what asks it. For tests. */
public final class ProjectedChain implements AutoCloseable {

    private static final int SMALL_CACHE_KIB = 4_096;

    private final StoreConfig config;
    private Store<CommittedBlock> store;

    public ProjectedChain(Path folder) throws IOException, StoreFailed {
        this.config = StoreConfig.in(folder).withCacheKiB(SMALL_CACHE_KIB);
        this.store = Store.openAnew(config, TestChain.projections(), Runnable::run);
    }

    /** Projects blocks, some at a time. */
    public ProjectedChain project(List<CommittedBlock> blocks, int batch) throws StoreFailed {
        for (int i = 0; i < blocks.size(); i += batch) {
            store.apply(new ArrayList<>(blocks.subList(i, Math.min(blocks.size(), i + batch))));
        }
        return this;
    }

    /** Closes and opens the file, so that writers begin without what they remembered. */
    public void reopen(List<CommittedBlock> chain) throws Exception {
        store.close();
        BlockHashes journal = new BlockHashes() {
            @Override
            public long lastHeight() {
                return chain.getLast().height();
            }

            @Override
            public java.util.Optional<byte[]> hashAt(long height) {
                return chain.stream()
                        .filter(block -> block.height() == height)
                        .map(CommittedBlock::hash)
                        .findFirst();
            }
        };
        StoreOpening<CommittedBlock> opening = Store.open(config, TestChain.projections(), journal, Runnable::run);
        if (!(opening instanceof StoreOpening.Current<CommittedBlock> current)) {
            throw new AssertionError("The projection is not current: " + opening);
        }
        store = current.store();
    }

    public List<TableDigest> digests() throws StoreFailed {
        return store.verify(rows -> {});
    }

    public ExplorerQueries explorer() {
        return new ExplorerQueries(store);
    }

    public ParticipantQueries participants() {
        return new ParticipantQueries(store);
    }

    public PaymentQueries payments() {
        return new PaymentQueries(store, explorer());
    }

    public TrustQueries lines() {
        return new TrustQueries(store);
    }

    public AuditQueries audit() {
        return new AuditQueries(store);
    }

    public ClearingQueries clearings() {
        return new ClearingQueries(store);
    }

    @Override
    public void close() {
        store.close();
    }
}
