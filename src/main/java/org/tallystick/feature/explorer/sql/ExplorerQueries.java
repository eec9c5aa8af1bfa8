package org.tallystick.feature.explorer.sql;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/** What can be looked up in the chain. Any thread; each answer waits for the projection's readers. */
public final class ExplorerQueries implements AccountHistory {

    private final Store<CommittedBlock> store;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link ExplorerProjection}
     */
    public ExplorerQueries(Store<CommittedBlock> store) {
        this.store = store;
    }

    /** The block of a height, if there is one. */
    public AsOf<Optional<BlockRow>> block(long height) throws ProjectionUnavailable, InterruptedException {
        String sql = "SELECT " + BlockRow.COLUMNS + " FROM block WHERE height = ?";
        return store.read((handle, reflected) -> new AsOf<>(
                reflected,
                handle.createQuery(sql)
                        .bind(0, height)
                        .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                        .findOne()));
    }

    /**
     * Blocks from a height downwards, the highest first.
     *
     * @param height the first one wanted, {@link Long#MAX_VALUE} for the last block of the chain
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<BlockRow>> blocksFrom(long height, int limit) throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        String sql = "SELECT " + BlockRow.COLUMNS
                + " FROM block WHERE height <= ? ORDER BY height DESC FETCH FIRST ? ROWS ONLY";
        return store.read((handle, reflected) -> new AsOf<>(
                reflected,
                handle.createQuery(sql)
                        .bind(0, height)
                        .bind(1, limit)
                        .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                        .list()));
    }

    /**
     * Some blocks, with how many there are.
     *
     * @param total how many there are
     * @param blocks those of the page, the highest first
     */
    public record Blocks(long total, List<BlockRow> blocks) {

        /** Keeps an unmodifiable copy. */
        public Blocks {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A page of blocks, the highest first.
     *
     * @param offset how many are passed over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<Blocks> blocks(long offset, int limit) throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        return store.read((handle, reflected) -> {
            long total = handle.createQuery("SELECT count(*) FROM block")
                    .mapTo(Long.class)
                    .one();
            // Where no height was left out, the page is found by its height, however far down it stands.
            boolean whole = total == reflected + 1;
            List<BlockRow> blocks = handle.createQuery("SELECT " + BlockRow.COLUMNS
                            + " FROM block WHERE height <= ? ORDER BY height DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY")
                    .bind(0, whole ? reflected - offset : reflected)
                    .bind(1, whole ? 0 : offset)
                    .bind(2, limit)
                    .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                    .list();
            return new AsOf<>(reflected, new Blocks(total, blocks));
        });
    }

    /**
     * The places in a block of the transactions that touched an account.
     *
     * @param account its number
     */
    public AsOf<List<Place>> touchedIn(int account, long height) throws ProjectionUnavailable, InterruptedException {
        require(account >= 0, "Accounts count from 0");
        return store.read(
                (handle, reflected) -> new AsOf<>(reflected, new ActivityReader(handle, account).touchedIn(height)));
    }

    /**
     * Transactions from a place on, the earliest first; those of a block are asked for from its position 0 on.
     *
     * @param place the first one wanted
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<TransactionRow>> transactionsFrom(Place place, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        String sql = "SELECT " + TransactionRow.COLUMNS
                + " FROM block_transaction WHERE place >= ? ORDER BY place FETCH FIRST ? ROWS ONLY";
        return store.read((handle, reflected) -> new AsOf<>(
                reflected,
                handle.createQuery(sql)
                        .bind(0, place.packed())
                        .bind(1, limit)
                        .map(RowReader.mapper(ExplorerProjection.TRANSACTION, TransactionRow::read))
                        .list()));
    }

    /**
     * The transactions that stand at some places, in the order of the chain; unknown places are passed over.
     *
     * @param places at most {@link #MAX_PAGE}
     */
    public AsOf<List<TransactionRow>> transactionsAt(List<Place> places)
            throws ProjectionUnavailable, InterruptedException {
        require(places.size() <= MAX_PAGE, "At most 1,000 transactions are asked for at once");
        List<Long> packed = places.stream().map(Place::packed).toList();
        return store.read((handle, reflected) -> new AsOf<>(
                reflected,
                packed.isEmpty()
                        ? List.of()
                        : handle.createQuery("SELECT " + TransactionRow.COLUMNS
                                        + " FROM block_transaction WHERE place IN (<places>) ORDER BY place")
                                .bindList("places", packed)
                                .map(RowReader.mapper(ExplorerProjection.TRANSACTION, TransactionRow::read))
                                .list()));
    }

    /**
     * The account's entry for the transaction at a place; nothing where it did not touch the account.
     *
     * @param account its number
     */
    public AsOf<Optional<Entry>> entry(int account, Place place) throws ProjectionUnavailable, InterruptedException {
        require(account >= 0, "Accounts count from 0");
        return store.read(
                (handle, reflected) -> new AsOf<>(reflected, new ActivityReader(handle, account).entry(place)));
    }

    /**
     * Where a page begins that goes on after the account's entry at a place.
     *
     * @param account its number
     * @return for {@link #latest}; nothing where the transaction did not touch the account
     */
    public OptionalLong pageAfter(int account, Place place) throws ProjectionUnavailable, InterruptedException {
        require(account >= 0, "Accounts count from 0");
        return store.read((handle, reflected) -> new ActivityReader(handle, account).pageAfter(place));
    }

    @Override
    public AsOf<Page> latest(int account, OptionalLong from, boolean onlyNetChanges, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(account >= 0, "Accounts count from 0");
        return store.read((handle, reflected) ->
                new AsOf<>(reflected, new ActivityReader(handle, account).latest(from, onlyNetChanges, limit)));
    }

    @Override
    public AsOf<Payments> payments(int account, PaymentFilter filter, long offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(account >= 0 && offset >= 0, "Accounts and entries count from 0");
        return store.read((handle, reflected) ->
                new AsOf<>(reflected, new PaymentsReader(handle, account, filter).page(offset, limit)));
    }

    @Override
    public AsOf<List<Entry>> after(int account, long seq, int limit)
            throws ProjectionUnavailable, InterruptedException {
        checkLimit(limit);
        require(account >= 0 && seq >= 0, "Accounts and their counts count from 0");
        return store.read(
                (handle, reflected) -> new AsOf<>(reflected, new ActivityReader(handle, account).after(seq, limit)));
    }

    private static void checkLimit(int limit) {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 entries");
    }
}
