package org.tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Flips bits of the H2 file and cuts it off: nothing that is read may be wrong, and what verifies must be whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreDamageTest {

    private static final List<ToyBlock> BLOCKS = ToyBlock.chain(3, 40, 50);
    private static final ToyChain CHAIN = new ToyChain(BLOCKS);
    private static final List<ToyProjection> TOY = List.of(new ToyProjection());

    private Path folder;
    private byte[] whole;
    private final Map<Long, List<TableDigest>> expected = new HashMap<>();
    private final Tally tally = new Tally();

    /** What came of the trials; a test that never meets one of them tries nothing. */
    private static final class Tally {
        private int unusable;
        private int refusedReads;
        private int foundByVerifying;
        private int harmless;
    }

    @BeforeAll
    void makeFile(@TempDir Path given) throws Exception {
        folder = given;
        StoreConfig config = StoreConfig.in(folder.resolve("whole"));
        try (Store<ToyBlock> store = Store.openAnew(config, TOY, Runnable::run)) {
            for (int i = 0; i < BLOCKS.size(); i += 4) {
                store.apply(BLOCKS.subList(i, i + 4));
            }
        }
        whole = Files.readAllBytes(config.file());
    }

    @Test
    void flippedBitsAreFoundOrHarmless() throws Exception {
        flip(50);
    }

    @Test
    void filesCutOffAreFoundOrHarmless() throws Exception {
        cut(50);
    }

    @Test
    @Tag("long")
    void aThousandFlippedBitsAreFoundOrHarmless() throws Exception {
        flip(1_000);
    }

    @Test
    @Tag("long")
    void aThousandFilesCutOffAreFoundOrHarmless() throws Exception {
        cut(1_000);
    }

    private void flip(int trials) throws Exception {
        Random random = new Random(11);
        for (int trial = 0; trial < trials; trial++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (bytes[at] ^ (1 << random.nextInt(8)));
            examine(bytes, "bit flipped in byte " + at);
        }
        assertThat(tally.unusable + tally.refusedReads + tally.foundByVerifying).isPositive();
        assertThat(tally.harmless).isPositive();
    }

    private void cut(int trials) throws Exception {
        Random random = new Random(12);
        for (int trial = 0; trial < trials; trial++) {
            int length = random.nextInt(whole.length);
            examine(Arrays.copyOf(whole, length), "cut off after byte " + length);
        }
        assertThat(tally.unusable + tally.refusedReads + tally.foundByVerifying).isPositive();
    }

    private void examine(byte[] bytes, String what) throws Exception {
        Path place = Files.createTempDirectory(folder, "trial");
        StoreConfig config = StoreConfig.in(place).withReads(1, 1_000, 5_000);
        Files.write(config.file(), bytes);
        switch (Store.open(config, TOY, CHAIN, Runnable::run)) {
            case StoreOpening.Current<ToyBlock> current -> {
                try (Store<ToyBlock> store = current.store()) {
                    examine(store, current.watermark().height(), what);
                }
            }
            case StoreOpening.Empty<ToyBlock> empty -> {
                try (Store<ToyBlock> store = empty.store()) {
                    examine(store, -1, what);
                }
            }
            case StoreOpening.Unusable<ToyBlock> unusable -> tally.unusable++;
            case StoreOpening.KnowsMore<ToyBlock> more -> throw new AssertionError(what + " stops the node");
        }
        deleteAll(place);
    }

    private void examine(Store<ToyBlock> store, long height, String what) throws Exception {
        boolean refused = false;
        boolean incomplete = false;
        for (int i = 0; i < ToyBlock.ACCOUNTS && !refused; i++) {
            int account = i;
            try {
                List<ToyProjection.Activity> found =
                        store.read((handle, reflected) -> ToyProjection.history(handle, account));
                List<ToyProjection.Activity> right = StoreTest.history(CHAIN.upTo(height), account);
                assertThat(right).as(what).containsAll(found);
                incomplete |= found.size() != right.size();
            } catch (ProjectionUnavailable unavailable) {
                refused = true;
            }
        }
        List<TableDigest> digests;
        try {
            digests = store.verify(rows -> {});
        } catch (StoreFailed failed) {
            tally.refusedReads += refused ? 1 : 0;
            tally.foundByVerifying += refused ? 0 : 1;
            return;
        }
        assertThat(incomplete).as(what + ", which verifies").isFalse();
        assertThat(digests).as(what).isEqualTo(expected(height));
        tally.harmless++;
    }

    private List<TableDigest> expected(long height) throws Exception {
        List<TableDigest> known = expected.get(height);
        if (known != null) {
            return known;
        }
        StoreConfig config = StoreConfig.in(folder.resolve("expected" + height));
        try (Store<ToyBlock> store = Store.openAnew(config, TOY, Runnable::run)) {
            if (height >= 0) {
                store.apply(CHAIN.upTo(height));
            }
            List<TableDigest> made = store.verify(rows -> {});
            expected.put(height, made);
            return made;
        }
    }

    private static void deleteAll(Path place) throws IOException {
        try (var files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
