package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;

/** Trees, frontiers and proofs against the definition of RFC 6962 and the vectors that its logs are tested with. */
class MerkleTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final MerkleHasher hasher = new MerkleHasher();

    @Test
    void theRootsOfTheTransparencyLogVectorsComeOut() {
        MerkleTree tree = new MerkleTree();
        Frontier frontier = new Frontier();
        for (int size = 0; size <= ENTRIES.size(); size++) {
            assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.get(size));
            assertThat(HEX.formatHex(frontier.root())).isEqualTo(ROOTS.get(size));
            if (size < ENTRIES.size()) {
                byte[] entry = HEX.parseHex(ENTRIES.get(size));
                tree.append(hasher.leaf(entry));
                frontier.append(entry);
            }
        }
    }

    @Test
    void aLeafOfPiecesIsTheLeafOfTheirBytes() {
        assertThat(hasher.leaf(new byte[] {1, 2}, new byte[] {3})).isEqualTo(hasher.leaf(new byte[] {1, 2, 3}));
    }

    @Property(tries = 60)
    void everyRootAndProofIsThatOfTheNaiveDefinition(@ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
        List<byte[]> leaves = leaves(size, seed);
        MerkleTree tree = MerkleTree.of(leaves);
        for (int part = 0; part <= size; part++) {
            byte[] root = naiveRoot(leaves.subList(0, part));
            assertThat(tree.root(part)).isEqualTo(root);
            for (int index = 0; index < part; index++) {
                List<byte[]> proof = tree.inclusionProof(index, part);
                assertThat(proof).containsExactlyElementsOf(naivePath(index, leaves.subList(0, part)));
                assertThat(MerkleProofs.included(leaves.get(index), index, part, proof, root))
                        .isTrue();
            }
            List<byte[]> proof = tree.consistencyProof(part, size);
            if (part > 0) {
                assertThat(proof).containsExactlyElementsOf(naiveSubproof(part, leaves, true));
            }
            assertThat(MerkleProofs.consistent(part, root, size, tree.root(), proof))
                    .isTrue();
        }
    }

    @Property(tries = 300)
    void whatIsNotAProofIsRefused(
            @ForAll @IntRange(min = 2, max = 200) int size, @ForAll @IntRange(max = 199) int any, @ForAll long seed) {
        List<byte[]> leaves = leaves(size, seed);
        MerkleTree tree = MerkleTree.of(leaves);
        int index = any % size;
        byte[] leaf = leaves.get(index);
        byte[] root = tree.root();
        List<byte[]> proof = tree.inclusionProof(index, size);
        int other = (index + 1) % size;
        assertThat(MerkleProofs.included(leaves.get(other), index, size, proof, root))
                .isFalse();
        assertThat(MerkleProofs.included(leaf, other, size, proof, root)).isFalse();
        assertThat(MerkleProofs.included(leaf, index, size, proof, leaf)).isFalse();
        assertThat(MerkleProofs.included(leaf, size, size, proof, root)).isFalse();
        assertThat(MerkleProofs.included(leaf, -1, size, proof, root)).isFalse();
        for (List<byte[]> wrong : spoilt(proof)) {
            assertThat(MerkleProofs.included(leaf, index, size, wrong, root)).isFalse();
        }

        int oldSize = 1 + any % (size - 1);
        byte[] oldRoot = tree.root(oldSize);
        List<byte[]> continues = tree.consistencyProof(oldSize, size);
        assertThat(MerkleProofs.consistent(oldSize, leaf, size, root, continues))
                .isEqualTo(oldSize == 1 && index == 0);
        assertThat(MerkleProofs.consistent(oldSize, oldRoot, size, oldRoot, continues))
                .isFalse();
        assertThat(MerkleProofs.consistent(size, root, oldSize, oldRoot, continues))
                .isFalse();
        for (List<byte[]> wrong : spoilt(continues)) {
            assertThat(MerkleProofs.consistent(oldSize, oldRoot, size, root, wrong))
                    .isFalse();
        }
    }

    @Test
    void anEmptyOrEqualTreeIsContinuedByAnEmptyProofOnly() {
        MerkleTree tree = MerkleTree.of(leaves(3, 1));
        byte[] empty = hasher.empty();
        assertThat(MerkleProofs.consistent(0, empty, 3, tree.root(), List.of())).isTrue();
        assertThat(MerkleProofs.consistent(0, tree.root(), 3, tree.root(), List.of()))
                .isFalse();
        assertThat(MerkleProofs.consistent(0, empty, 3, tree.root(), List.of(empty)))
                .isFalse();
        assertThat(MerkleProofs.consistent(3, tree.root(), 3, tree.root(), List.of()))
                .isTrue();
        assertThat(MerkleProofs.consistent(3, tree.root(), 3, empty, List.of())).isFalse();
        assertThat(MerkleProofs.consistent(-1, empty, 3, tree.root(), List.of()))
                .isFalse();
    }

    @Property(tries = 100)
    void aFrontierIsTheTreeAndSurvivesBytesCopyAndUndo(@ForAll @IntRange(max = 300) int size, @ForAll long seed) {
        List<byte[]> leaves = leaves(size + 5, seed);
        MerkleTree tree = MerkleTree.of(leaves);
        Frontier frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            frontier.appendLeafHash(leaves.get(i));
        }
        Frontier before = frontier.copy();
        Frontier read = Frontier.fromBytes(frontier.toBytes());
        for (int i = size; i < size + 5; i++) {
            frontier.appendLeafHash(leaves.get(i));
            read.appendLeafHash(leaves.get(i));
            assertThat(frontier.root()).isEqualTo(tree.root(i + 1));
            assertThat(read.root()).isEqualTo(tree.root(i + 1));
        }
        assertThat(before.size()).isEqualTo(size);
        assertThat(before.root()).isEqualTo(tree.root(size));
        assertThat(read.size()).isEqualTo(size + 5);
    }

    @Test
    void bytesThatAreNoFrontierAreRefused() {
        Frontier frontier = new Frontier();
        frontier.append(new byte[1]);
        byte[] good = frontier.toBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.fromBytes(new byte[7]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.fromBytes(new byte[9]));
        byte[] more = good.clone();
        more[7] = 3;
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.fromBytes(more));
        byte[] negative = good.clone();
        negative[0] = -1;
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.fromBytes(negative));
    }

    private static List<List<byte[]>> spoilt(List<byte[]> proof) {
        List<List<byte[]>> wrong = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> without = new ArrayList<>(proof);
            without.remove(i);
            wrong.add(without);
            List<byte[]> changed = new ArrayList<>(proof);
            byte[] hash = changed.get(i).clone();
            hash[i % hash.length] ^= 1;
            changed.set(i, hash);
            wrong.add(changed);
            List<byte[]> cut = new ArrayList<>(proof);
            cut.set(i, new byte[31]);
            wrong.add(cut);
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        wrong.add(longer);
        return wrong;
    }

    private List<byte[]> leaves(int count, long seed) {
        Randomness randomness = Randomness.seeded(seed);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(hasher.leaf(randomness.bytes(8)));
        }
        return leaves;
    }

    /** MTH of RFC 6962 §2.1, over leaf hashes. */
    private byte[] naiveRoot(List<byte[]> leaves) {
        int size = leaves.size();
        if (size == 0) {
            return hasher.empty();
        }
        if (size == 1) {
            return leaves.getFirst();
        }
        int k = split(size);
        return hasher.node(naiveRoot(leaves.subList(0, k)), naiveRoot(leaves.subList(k, size)));
    }

    /** PATH of RFC 6962 §2.1.1. */
    private List<byte[]> naivePath(int index, List<byte[]> leaves) {
        int size = leaves.size();
        if (size == 1) {
            return new ArrayList<>();
        }
        int k = split(size);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, size);
        List<byte[]> path = index < k ? naivePath(index, left) : naivePath(index - k, right);
        path.add(naiveRoot(index < k ? right : left));
        return path;
    }

    /** SUBPROOF of RFC 6962 §2.1.2. */
    private List<byte[]> naiveSubproof(int oldSize, List<byte[]> leaves, boolean known) {
        int size = leaves.size();
        if (oldSize == size) {
            return known ? new ArrayList<>() : new ArrayList<>(List.of(naiveRoot(leaves)));
        }
        int k = split(size);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, size);
        List<byte[]> proof =
                oldSize <= k ? naiveSubproof(oldSize, left, known) : naiveSubproof(oldSize - k, right, false);
        proof.add(naiveRoot(oldSize <= k ? right : left));
        return proof;
    }

    private static int split(int size) {
        int k = 1;
        while (k * 2 < size) {
            k *= 2;
        }
        return k;
    }
}
