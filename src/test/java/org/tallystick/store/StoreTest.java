package org.tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.InvariantBroken;
import org.tallystick.store.ProjectionUnavailable.Reason;

class StoreTest {

    private static final List<ToyBlock> BLOCKS = ToyBlock.chain(1, 12, 20);
    private static final ToyChain CHAIN = new ToyChain(BLOCKS);
    private static final List<ToyProjection> TOY = List.of(new ToyProjection());
    private static final Executor HERE = Runnable::run;

    @TempDir
    private Path folder;

    @Test
    void aNewProjectionIsEmpty() throws Exception {
        StoreOpening<ToyBlock> opening = Store.open(config(), TOY, CHAIN, HERE);
        assertThat(opening).isInstanceOf(StoreOpening.Empty.class);
        try (Store<ToyBlock> store = ((StoreOpening.Empty<ToyBlock>) opening).store()) {
            assertThat(store.watermark()).isEmpty();
            assertThat(store.<Long>read((handle, height) -> height)).isEqualTo(-1);
        }
    }

    @Test
    void whatWasAppliedIsThereAfterReopening() throws Exception {
        try (Store<ToyBlock> store = anew()) {
            store.apply(BLOCKS.subList(0, 5));
            store.apply(BLOCKS.subList(5, 9));
            assertHoldsUpTo(store, 8);
        }
        StoreOpening<ToyBlock> opening = Store.open(config(), TOY, CHAIN, HERE);
        assertThat(opening).isInstanceOf(StoreOpening.Current.class);
        StoreOpening.Current<ToyBlock> current = (StoreOpening.Current<ToyBlock>) opening;
        try (Store<ToyBlock> store = current.store()) {
            assertThat(current.watermark())
                    .isEqualTo(new Watermark(8, BLOCKS.get(8).hash(), 9 * 20));
            store.apply(BLOCKS.subList(9, 12));
            assertHoldsUpTo(store, 11);
        }
    }

    @Test
    void aProcessThatDiesLosesNoMoreThanTheLastSeconds() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        try (Store<ToyBlock> store = Store.openAnew(config().withCheckpointSync(), TOY, HERE)) {
            store.apply(BLOCKS.subList(0, 9));
            Files.copy(config().file(), copy.resolve("ledger.mv.db"));
        }
        try (Store<ToyBlock> store = current(Store.open(StoreConfig.in(copy), TOY, CHAIN, HERE))) {
            assertHoldsUpTo(store, 8);
        }
    }

    @Test
    void aWriterThatFailsLeavesNeitherRowsNorWatermark() throws Exception {
        ToyProjection failing = new ToyProjection(1, block -> {
            if (block.height() == 7) {
                throw new SQLException("no");
            }
        });
        try (Store<ToyBlock> store = Store.openAnew(config(), List.of(failing), HERE)) {
            store.apply(BLOCKS.subList(0, 5));
            assertThatThrownBy(() -> store.apply(BLOCKS.subList(5, 9))).isInstanceOf(StoreFailed.class);
            assertThat(store.watermark().orElseThrow().height()).isEqualTo(4);
            assertHoldsUpTo(store, 4);
        }
        try (Store<ToyBlock> store = current(Store.open(config(), TOY, CHAIN, HERE))) {
            assertHoldsUpTo(store, 4);
        }
    }

    @Test
    void aRowThatIsThereAlreadyIsAFailure() throws Exception {
        List<ToyBlock> again = new ArrayList<>(BLOCKS.subList(0, 2));
        again.add(new ToyBlock(2, BLOCKS.get(2).hash(), BLOCKS.get(1).payments()));
        try (Store<ToyBlock> store = anew()) {
            assertThatThrownBy(() -> store.apply(again)).isInstanceOf(StoreFailed.class);
            assertThat(store.watermark()).isEmpty();
            assertThat(store.verify(rows -> {})).extracting(TableDigest::rows).containsExactly(0L, 0L, 0L, 1L, 0L);
        }
    }

    @Test
    void blocksOutOfOrderAreRefused() throws Exception {
        try (Store<ToyBlock> store = anew()) {
            store.apply(BLOCKS.subList(0, 5));
            assertThatThrownBy(() -> store.apply(BLOCKS.subList(4, 6))).isInstanceOf(InvariantBroken.class);
        }
    }

    @Test
    void anotherVersionIsUnusableAndLeftAlone() throws Exception {
        filled(5).close();
        StoreOpening<ToyBlock> opening = Store.open(config(), List.of(new ToyProjection(2, block -> {})), CHAIN, HERE);
        assertThat(opening)
                .isInstanceOfSatisfying(
                        StoreOpening.Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(StoreOpening.Reason.OTHER_VERSION));
        try (Store<ToyBlock> store = current(Store.open(config(), TOY, CHAIN, HERE))) {
            assertHoldsUpTo(store, 4);
        }
    }

    @Test
    void aHashThatTheJournalDoesNotHaveIsUnusable() throws Exception {
        filled(5).close();
        ToyChain other = new ToyChain(ToyBlock.chain(2, 12, 20));
        assertUnusable(Store.open(config(), TOY, other, HERE), StoreOpening.Reason.HASH_DISAGREES);
    }

    @Test
    void aProjectionThatKnowsMoreThanTheJournalSaysSo() throws Exception {
        filled(5).close();
        StoreOpening<ToyBlock> opening = Store.open(config(), TOY, new ToyChain(BLOCKS, 4), HERE);
        assertThat(opening).isEqualTo(new StoreOpening.KnowsMore<ToyBlock>(4, 3));
        assertThat(Store.open(config(), TOY, new ToyChain(BLOCKS, 0), HERE))
                .isEqualTo(new StoreOpening.KnowsMore<ToyBlock>(4, -1));
        try (Store<ToyBlock> store = current(Store.open(config(), TOY, CHAIN, HERE))) {
            assertHoldsUpTo(store, 4);
        }
    }

    @Test
    void aDamagedWatermarkDoesNotStopTheNode() throws Exception {
        filled(5).close();
        tamper("UPDATE store_watermark SET height = 99");
        assertUnusable(Store.open(config(), TOY, CHAIN, HERE), StoreOpening.Reason.DAMAGED);
    }

    @Test
    void filesThatAreNoProjectionAreUnusable() throws Exception {
        Files.createDirectories(folder);
        Files.write(config().file(), new byte[0]);
        assertUnusable(Store.open(config(), TOY, CHAIN, HERE), StoreOpening.Reason.DAMAGED);
        Files.writeString(config().file(), "this is no database\n".repeat(1_000));
        assertUnusable(Store.open(config(), TOY, CHAIN, HERE), StoreOpening.Reason.DAMAGED);
        Files.delete(config().file());
        tamper("CREATE TABLE something (id BIGINT PRIMARY KEY)");
        assertUnusable(Store.open(config(), TOY, CHAIN, HERE), StoreOpening.Reason.DAMAGED);
    }

    @Test
    void openingAnewKeepsOneCopyOfTheOldFile() throws Exception {
        filled(5).close();
        anew().close();
        filled(3).close();
        assertThat(config().asideFile()).exists();
        try (Store<ToyBlock> store = filled(4)) {
            assertHoldsUpTo(store, 3);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactlyInAnyOrder(config().file(), config().asideFile());
            }
            store.deleteAside();
            assertThat(config().asideFile()).doesNotExist();
        }
    }

    @Test
    void theSameChainGivesTheSameDigestsHoweverItWasBatched() throws Exception {
        List<TableDigest> once;
        try (Store<ToyBlock> store = anew()) {
            store.apply(BLOCKS);
            once = store.verify(rows -> {});
            store.beginAgain();
            assertThat(store.watermark()).isEmpty();
            for (ToyBlock block : BLOCKS) {
                store.apply(List.of(block));
            }
            List<TableDigest> again = store.verify(rows -> {});
            assertThat(rooms(again)).isEqualTo(rooms(once));
            assertThat(again).extracting(TableDigest::rows).containsExactly(40L, 480L, 240L, 1L, 1L);
        }
        try (Store<ToyBlock> store = Store.openAnew(config(), TOY, HERE)) {
            store.apply(ToyBlock.chain(2, 12, 20));
            assertThat(rooms(store.verify(rows -> {}))).doesNotContainAnyElementsOf(rooms(once));
        }
    }

    @Test
    void erasingLeavesNoByteOfTheOldRows() throws Exception {
        String canary = BLOCKS.getFirst().payments().getFirst().text();
        filled(5).close();
        try (Store<ToyBlock> store = filled(5)) {
            assertThat(holdsBytes(canary)).isTrue();
            store.erase();
            assertThat(holdsBytes(canary)).isFalse();
            assertThat(config().asideFile()).doesNotExist();
            store.apply(List.of(BLOCKS.getFirst()));
            assertHoldsUpTo(store, 0);
        }
    }

    @Test
    void whatAReadWritesIsGone() throws Exception {
        try (Store<ToyBlock> store = filled(5)) {
            store.read((handle, height) -> handle.execute("DELETE FROM activity"));
            assertHoldsUpTo(store, 4);
        }
    }

    @Test
    void aReadSeesOneHeight() throws Exception {
        try (Store<ToyBlock> store = filled(5)) {
            store.read((handle, height) -> {
                try {
                    store.apply(BLOCKS.subList(5, 9));
                } catch (StoreFailed failed) {
                    throw new IllegalStateException(failed);
                }
                assertThat(height).isEqualTo(4);
                for (int account = 0; account < ToyBlock.ACCOUNTS; account++) {
                    assertThat(ToyProjection.history(handle, account))
                            .isEqualTo(history(BLOCKS.subList(0, 5), account));
                }
                return height;
            });
            assertHoldsUpTo(store, 8);
        }
    }

    @Test
    void aWrongQueryIsADefectAndNoReasonToRebuild() throws Exception {
        try (Store<ToyBlock> store = filled(5)) {
            List<StoreFailed> damage = new ArrayList<>();
            store.onDamage(damage::add);
            assertThatThrownBy(() -> store.read((handle, height) -> handle.execute("SELEC 1")))
                    .isInstanceOf(InvariantBroken.class);
            assertThatThrownBy(() -> store.read((handle, height) -> {
                        throw new IllegalArgumentException("no such page");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(damage).isEmpty();
            assertHoldsUpTo(store, 4);
        }
    }

    @Test
    void aDamagedRowIsNeverShownAndStopsTheReads() throws Exception {
        filled(5).close();
        tamper("UPDATE activity SET amount = amount + 1 WHERE account = 3 AND seq = 1");
        try (Store<ToyBlock> store = current(Store.open(config(), TOY, CHAIN, HERE))) {
            List<StoreFailed> damage = new ArrayList<>();
            store.onDamage(damage::add);
            assertThat(store.<List<ToyProjection.Activity>>read((handle, height) -> ToyProjection.history(handle, 4)))
                    .isEqualTo(history(BLOCKS.subList(0, 5), 4));
            assertUnavailable(store, Reason.DAMAGED, 3);
            assertUnavailable(store, Reason.DAMAGED, 4);
            assertThat(damage).hasSize(1);
            assertThatThrownBy(() -> store.verify(rows -> {}))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("activity");
        }
    }

    @Test
    void aMissingRowChangesTheDigest() throws Exception {
        filled(5).close();
        tamper("DELETE FROM payment WHERE id = 50");
        try (Store<ToyBlock> store = current(Store.open(config(), TOY, CHAIN, HERE))) {
            List<TableDigest> less = store.verify(rows -> {});
            store.beginAgain();
            store.apply(BLOCKS.subList(0, 5));
            assertThat(store.verify(rows -> {})).isNotEqualTo(less);
        }
    }

    @Test
    void aReadThatTakesTooLongIsCutOff() throws Exception {
        Store.openAnew(config(), TOY, HERE).close();
        StoreConfig hasty = config().withReads(1, 1_000, 50);
        try (Store<ToyBlock> store = Store.openAnew(hasty, TOY, HERE)) {
            store.apply(BLOCKS);
            assertThatThrownBy(() -> store.read((handle, height) -> handle.createQuery(
                                    "SELECT COUNT(*) FROM activity a, activity b, activity c, activity d")
                            .mapTo(Long.class)
                            .one()))
                    .isInstanceOfSatisfying(
                            ProjectionUnavailable.class,
                            thrown -> assertThat(thrown.reason()).isEqualTo(Reason.TOO_LONG));
            assertHoldsUpTo(store, 11);
        }
    }

    @Test
    void readsAreBoundedAndLateOnesRefused() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        StoreConfig narrow = config().withReads(1, 1, 10_000);
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Store<ToyBlock> store = Store.openAnew(narrow, TOY, threads)) {
            Future<Long> first = threads.submit(() -> store.<Long>read((handle, height) -> {
                inside.countDown();
                await(leave);
                return height;
            }));
            inside.await();
            assertUnavailable(store, Reason.BUSY, 1);
            leave.countDown();
            assertThat(first.get()).isEqualTo(-1);
            assertThat(store.<Long>read((handle, height) -> height)).isEqualTo(-1);
        }
    }

    @Test
    void aReadUnderWayEndsWhenTheProjectionIsMadeAgain() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Store<ToyBlock> store = Store.openAnew(config(), TOY, threads)) {
            store.apply(BLOCKS);
            List<StoreFailed> damage = new ArrayList<>();
            store.onDamage(damage::add);
            Future<List<ToyProjection.Activity>> read =
                    threads.submit(() -> store.<List<ToyProjection.Activity>>read((handle, height) -> {
                        inside.countDown();
                        await(leave);
                        return ToyProjection.history(handle, 1);
                    }));
            inside.await();
            store.beginAgain();
            leave.countDown();
            assertThatThrownBy(read::get).hasCauseInstanceOf(ProjectionUnavailable.class);
            assertThat(damage).isEmpty();
            assertThat(store.<Long>read((handle, height) -> height)).isEqualTo(-1);
        }
    }

    @Test
    void anInterruptedCallerDoesNotHarmTheFile() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Store<ToyBlock> store = Store.openAnew(config(), TOY, threads)) {
            store.apply(BLOCKS);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.read((handle, height) -> height)).isInstanceOf(InterruptedException.class);
            assertHoldsUpTo(store, 11);
        }
    }

    @Test
    void aClosedStoreRefuses() throws Exception {
        Store<ToyBlock> store = filled(2);
        store.close();
        store.close();
        assertUnavailable(store, Reason.CLOSED, 1);
        assertThatThrownBy(() -> store.apply(BLOCKS.subList(2, 3))).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(store::beginAgain).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store.verify(rows -> {})).isInstanceOf(StoreFailed.class);
    }

    @Test
    void tablesThatCannotBeCheckedAreADefect() {
        for (String table : List.of(
                "CREATE TABLE bad (id BIGINT PRIMARY KEY)",
                "CREATE TABLE bad (id BIGINT NOT NULL, crc INTEGER NOT NULL)",
                "CREATE TABLE bad (crc INTEGER NOT NULL, id BIGINT PRIMARY KEY)",
                "CREATE TABLE bad (id BIGINT PRIMARY KEY, crc INTEGER)",
                "CREATE TABLE bad (id BIGINT PRIMARY KEY, price DOUBLE PRECISION, crc INTEGER NOT NULL)")) {
            assertThatThrownBy(() -> Store.openAnew(config(), List.of(new OneTable(table)), HERE))
                    .as(table)
                    .isInstanceOf(InvariantBroken.class);
        }
    }

    /** A projection that writes nothing. */
    private record OneTable(String table) implements Projection<ToyBlock> {

        @Override
        public String name() {
            return "one";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of(table);
        }

        @Override
        public ProjectionWriter<ToyBlock> writer(Connection connection) {
            throw new AssertionError("nobody writes into a bad table");
        }
    }

    private StoreConfig config() {
        return StoreConfig.in(folder);
    }

    private Store<ToyBlock> anew() throws Exception {
        return Store.openAnew(config(), TOY, HERE);
    }

    private Store<ToyBlock> filled(int blocks) throws Exception {
        Store<ToyBlock> store = anew();
        store.apply(BLOCKS.subList(0, blocks));
        return store;
    }

    private static Store<ToyBlock> current(StoreOpening<ToyBlock> opening) {
        assertThat(opening).isInstanceOf(StoreOpening.Current.class);
        return ((StoreOpening.Current<ToyBlock>) opening).store();
    }

    private void tamper(String sql) throws SQLException {
        String path = folder.toAbsolutePath() + "/ledger";
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + path + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "tallystick", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean holdsBytes(String text) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void assertUnusable(StoreOpening<ToyBlock> opening, StoreOpening.Reason reason) {
        assertThat(opening)
                .isInstanceOfSatisfying(
                        StoreOpening.Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(reason));
    }

    private static void assertUnavailable(Store<ToyBlock> store, Reason reason, int account) {
        assertThatThrownBy(() -> store.read((handle, height) -> ToyProjection.history(handle, account)))
                .isInstanceOfSatisfying(
                        ProjectionUnavailable.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason));
    }

    private static void assertHoldsUpTo(Store<ToyBlock> store, long height) throws Exception {
        for (int i = 0; i < ToyBlock.ACCOUNTS; i++) {
            int account = i;
            List<ToyProjection.Activity> found = store.read((handle, reflected) -> {
                assertThat(reflected).isEqualTo(height);
                return ToyProjection.history(handle, account);
            });
            assertThat(found).isEqualTo(history(CHAIN.upTo(height), account));
        }
    }

    static List<ToyProjection.Activity> history(List<ToyBlock> blocks, int account) {
        List<ToyProjection.Activity> history = new ArrayList<>();
        for (ToyBlock block : blocks) {
            for (ToyBlock.Payment paid : block.payments()) {
                if (paid.payer() == account) {
                    history.add(new ToyProjection.Activity(account, paid.payerSeq(), paid.id(), -paid.amount()));
                } else if (paid.payee() == account) {
                    history.add(new ToyProjection.Activity(account, paid.payeeSeq(), paid.id(), paid.amount()));
                }
            }
        }
        return history.reversed();
    }

    /** Without the store's own tables: who made the file and how far it got say nothing about the rows. */
    private static List<TableDigest> rooms(List<TableDigest> digests) {
        return digests.stream()
                .filter(digest -> !digest.table().startsWith("store_"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
