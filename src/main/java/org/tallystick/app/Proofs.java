package org.tallystick.app;

import java.util.List;
import java.util.Optional;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.Node;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.Transaction;

/** Finds transactions, and proves them to strangers ({@code src/docs/format.md} §10). Any thread. */
public final class Proofs {

    private Proofs() {}

    /**
     * Where a transaction stands.
     *
     * @param block its block
     * @param position its place there, from 0
     */
    public record Place(Block block, int position) {

        /** The transaction. */
        public Transaction transaction() {
            return block.transactions().get(position);
        }
    }

    /**
     * Finds a transaction by its id, the newest blocks first.
     *
     * @throws ReadFailed when the journal cannot be read
     * @throws BlockDamaged when a block is not what it was
     */
    public static Optional<Place> find(Node node, String txId) throws ReadFailed, BlockDamaged {
        for (long height = node.journal().height(); height >= 0; height--) {
            Optional<Block> block = node.block(height);
            if (block.isPresent()) {
                List<Transaction> transactions = block.get().transactions();
                for (int position = 0; position < transactions.size(); position++) {
                    if (transactions.get(position).frame().txId().equals(txId)) {
                        return Optional.of(new Place(block.get(), position));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The proof of a transaction, with all that was not erased of it. */
    public static Proof proof(Node node, PublicKey hubKey, Place place) {
        return Proof.of(node.hub(), hubKey, place.block(), place.position(), part -> true);
    }
}
