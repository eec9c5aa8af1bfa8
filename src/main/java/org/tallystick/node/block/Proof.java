package org.tallystick.node.block;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.journal.MerkleTree;
import org.tallystick.node.block.ProofCheck.Step;

/**
 * What a stranger needs to check that a hub has signed a transaction into its history ({@code src/docs/format.md} §10).
 * Making or reading one checks nothing; {@link #check()} does. Immutable; any thread.
 *
 * @param hub whose history it is
 * @param hubKey the key that the hub's PID names
 * @param header of the block
 * @param signature the hub's, of the block
 * @param parts all parts of the transaction in order, some of them as leaves only
 * @param index of the transaction in its block, from 0
 * @param path from the transaction hash to the header's root, 32 bytes each, not to be changed
 */
public record Proof(
        Pid hub,
        PublicKey hubKey,
        BlockHeader header,
        Signature signature,
        List<Part> parts,
        int index,
        List<byte[]> path) {

    /** Keeps unmodifiable copies of the lists. */
    public Proof {
        require(index >= 0, "An index counts from zero");
        parts = List.copyOf(parts);
        path = List.copyOf(path);
    }

    /**
     * Makes the proof of one transaction of a block.
     *
     * @param hub whose history it is
     * @param hubKey the key that the hub's PID names
     * @param block the block
     * @param index of the transaction in the block, from 0
     * @param shown which parts are shown with salt and content; what was erased never is. Without the frame it proves that these
     *     parts stand in a transaction, and not of which
     */
    public static Proof of(Pid hub, PublicKey hubKey, Block block, int index, Predicate<Part> shown) {
        require(index >= 0 && index < block.transactions().size(), "A proof is of a transaction in the block");
        MerkleHasher hasher = new MerkleHasher();
        MerkleTree tree = MerkleTree.of(block.transactions().stream()
                .map(transaction -> hasher.leaf(transaction.hashUncopied()))
                .toList());
        List<Part> parts = block.transactions().get(index).parts().stream()
                .map(part -> shown.test(part) ? unsealed(part) : leafOf(part))
                .toList();
        return new Proof(
                hub,
                hubKey,
                block.header(),
                Signature.of(block.signature()),
                parts,
                index,
                tree.inclusionProof(index, tree.size()));
    }

    /** The same proof with fewer parts shown; what is not shown yet stays a leaf. */
    public Proof showing(Predicate<Part> fewer) {
        return new Proof(
                hub,
                hubKey,
                header,
                signature,
                parts.stream()
                        .map(part -> fewer.test(part) ? part : leafOf(part))
                        .toList(),
                index,
                path);
    }

    private static Part unsealed(Part part) {
        byte[] saltAndContent = part.saltAndContentUncopied();
        return saltAndContent == null ? leafOf(part) : Part.open(part.kind(), saltAndContent);
    }

    private static Part leafOf(Part part) {
        return Part.leafOnly(part.kind(), part.leafUncopied());
    }

    /**
     * Reads a proof strictly.
     *
     * @param utf8 JSON, at most 32 MiB
     * @throws MalformedJson when it is not a proof of this version; says what and where
     */
    public static Proof parse(byte[] utf8) throws MalformedJson {
        return ProofCodec.fromJson(Json.readObject(utf8, ProofCodec.LIMITS));
    }

    /** As {@link #parse}, for a proof that stands in another text. */
    public static Proof fromJson(Json.Obj json) throws MalformedJson {
        return ProofCodec.fromJson(json);
    }

    /** The proof as JSON. */
    public Json.Obj toJson() {
        return ProofCodec.toJson(this);
    }

    /** The proof as canonical JSON in UTF-8. */
    public byte[] bytes() {
        return CanonicalJson.bytes(toJson());
    }

    /**
     * Checks everything that can be checked with nothing but the proof (design §5). Which hub it is, and whether the payment
     * is the expected one, is for the caller to compare.
     */
    public ProofCheck check() {
        if (!Pid.of(hubKey).equals(hub)) {
            return failed(Step.HUB_KEY, "the key is not the one that the hub's PID names");
        }
        byte[] blockHash = header.hash();
        if (!Ed25519.verify(hubKey, BlockHeader.sealMessage(hub, blockHash), signature)) {
            return failed(Step.HEADER_SIGNATURE, "the signature under the block is not the hub's");
        }
        ShownParts shown;
        try {
            shown = readParts();
        } catch (BlockDamaged damaged) {
            return failed(Step.PARTS, String.valueOf(damaged.getMessage()));
        }
        byte[] hash = Transaction.hash(parts);
        byte[] leaf = new MerkleHasher().leaf(hash);
        if (!MerkleProofs.included(leaf, index, header.transactionCount(), path, header.transactionRoot())) {
            return failed(Step.INCLUSION, "the path does not lead from the parts to the root in the header");
        }
        Optional<ProofCheck.Failed> statements = checkStatements(shown);
        return statements.isPresent() ? statements.get() : proven(shown, hash, blockHash);
    }

    /**
     * What the shown parts say, for somebody who has checked this proof before; nothing is checked but that they can be read.
     *
     * @throws BlockDamaged when they cannot
     */
    public ShownParts shown() throws BlockDamaged {
        return ShownParts.read(parts);
    }

    /** The transaction hash that the parts come to, 32 bytes. */
    public byte[] transactionHash() {
        return Transaction.hash(parts);
    }

    private ProofCheck proven(ShownParts shown, byte[] hash, byte[] blockHash) {
        if (shown.frame().isEmpty()) {
            return new ProofCheck.Partly(shown, hash, blockHash);
        }
        try {
            return new ProofCheck.Proven(Transaction.of(shown, parts), blockHash);
        } catch (BlockDamaged noFrame) {
            return failed(Step.PARTS, String.valueOf(noFrame.getMessage()));
        }
    }

    private ShownParts readParts() throws BlockDamaged {
        if (parts.size() > Transaction.MAX_PARTS) {
            throw new BlockDamaged("a transaction has too many parts");
        }
        for (Part part : parts) {
            Optional<byte[]> content = part.content();
            if (content.isPresent() && !isCanonical(content.get())) {
                throw new BlockDamaged("a part is not in canonical form");
            }
        }
        return ShownParts.read(parts);
    }

    private static boolean isCanonical(byte[] content) {
        try {
            return Arrays.equals(content, CanonicalJson.bytes(Json.readObject(content)));
        } catch (MalformedJson malformed) {
            return false;
        }
    }

    private Optional<ProofCheck.Failed> checkStatements(ShownParts shown) {
        for (SignedStatement statement : shown.statements()) {
            if (!statement.hub().equals(hub)) {
                return Optional.of(failed(Step.STATEMENT_HUB, "a statement was signed for another hub"));
            }
            if (!statement.verify()) {
                return Optional.of(failed(Step.STATEMENT_SIGNATURE, "the signature of a statement is not its key's"));
            }
            if (shown.frame().filter(frame -> !frame.isOf(statement)).isPresent()) {
                return Optional.of(failed(Step.STATEMENT_FRAME, "a statement asked for another transaction"));
            }
        }
        return Optional.empty();
    }

    private static ProofCheck.Failed failed(Step step, String what) {
        return new ProofCheck.Failed(step, what);
    }

    @Override
    public String toString() {
        return "proof of transaction " + index + " in " + header;
    }
}
