package org.tallystick.feature.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;
import org.tallystick.feature.explorer.sql.BlockRow;
import org.tallystick.http.ApiError;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.journal.MerkleTree;

final class HistoryTreeTest {

    /** Heights that a new epoch left out. */
    private static final Set<Long> LEFT_OUT = Set.of(3L, 255L, 256L, 700L, 701L, 1023L);

    private final MerkleHasher hasher = new MerkleHasher();
    private int rowsRead;

    private static byte[] hash(long height) {
        return Sha256.of(Long.toString(height).getBytes(StandardCharsets.US_ASCII));
    }

    private List<BlockRow> rows(long height, int limit) {
        List<BlockRow> rows = new ArrayList<>();
        for (long at = height; at >= 0 && rows.size() < limit; at--) {
            if (!LEFT_OUT.contains(at)) {
                rows.add(new BlockRow(at, 0, Hex.encode(hash(at)), at, 1, at));
            }
        }
        rowsRead += rows.size();
        return rows;
    }

    private MerkleTree whole(long size) {
        MerkleTree tree = new MerkleTree();
        for (long height = 0; height < size; height++) {
            tree.append(hasher.leaf(LEFT_OUT.contains(height) ? new byte[32] : hash(height)));
        }
        return tree;
    }

    @Test
    void everyProofIsTheOneOfTheWholeTree() throws Exception {
        HistoryTree tree = new HistoryTree(this::rows);
        MerkleTree whole = whole(1_500);
        Random random = new Random(7);
        List<int[]> asked = new ArrayList<>(List.of(
                new int[] {0, 0},
                new int[] {0, 1},
                new int[] {1, 1},
                new int[] {255, 256},
                new int[] {256, 256},
                new int[] {256, 1_280},
                new int[] {257, 513},
                new int[] {1_024, 1_500},
                new int[] {1_499, 1_500}));
        for (int i = 0; i < 200; i++) {
            int size = random.nextInt(1_501);
            asked.add(new int[] {random.nextInt(size + 1), size});
        }
        for (int[] sizes : asked) {
            HistoryTree.Consistency proof = tree.consistency(sizes[0], sizes[1]);
            assertThat(proof.first()).isEqualTo(whole.root(sizes[0]));
            assertThat(proof.second()).isEqualTo(whole.root(sizes[1]));
            assertThat(proof.path()).containsExactlyElementsOf(whole.consistencyProof(sizes[0], sizes[1]));
            assertThat(MerkleProofs.consistent(sizes[0], proof.first(), sizes[1], proof.second(), proof.path()))
                    .isTrue();
        }
    }

    @Test
    void afterTheFirstProofOnlyAFewBlocksAreReadForEach() throws Exception {
        HistoryTree tree = new HistoryTree(this::rows);
        tree.consistency(100, 20_000);
        rowsRead = 0;
        tree.consistency(9_999, 20_100);
        assertThat(rowsRead).isLessThan(3 * HistoryTree.CHUNK);
    }

    @Test
    void whatIsTooLongForOneCallIsPreparedByCallsThatAreToldToComeAgain() throws Exception {
        HistoryTree tree = new HistoryTree(this::rows);
        long size = 401L * HistoryTree.CHUNK;
        assertThatThrownBy(() -> tree.consistency(1, size))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        error -> assertThat(error.details().find("retry_after_seconds"))
                                .isPresent());
        HistoryTree.Consistency proof = tree.consistency(1, size);
        int leaves = Math.toIntExact(size);
        MerkleTree whole = whole(leaves);
        assertThat(proof.second()).isEqualTo(whole.root(leaves));
        assertThat(proof.path()).containsExactlyElementsOf(whole.consistencyProof(1, leaves));
    }
}
