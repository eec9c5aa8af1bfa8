package org.tallystick.node.block;

import static org.tallystick.base.Checks.require;

import java.util.List;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.Frontier;

/**
 * A group commit: a signed header and its transactions.
 *
 * @param header what is signed
 * @param hash the block hash, 32 bytes, not to be changed
 * @param signature the hub's, 64 bytes, not to be changed
 * @param transactions in order
 */
@SuppressWarnings("ArrayRecordComponent")
public record Block(BlockHeader header, byte[] hash, byte[] signature, List<Transaction> transactions) {

    /** Checks that the header counts these transactions. */
    public Block {
        require(header.transactionCount() == transactions.size(), "A header counts its transactions");
        transactions = List.copyOf(transactions);
    }

    /** The RFC 6962 root over transaction hashes. */
    public static byte[] transactionRoot(List<Transaction> transactions) {
        Frontier hashes = new Frontier();
        for (Transaction transaction : transactions) {
            hashes.append(transaction.hashUncopied());
        }
        return hashes.root();
    }

    /** Whether the signature is that of a hub. */
    public boolean signedBy(Pid hub, PublicKey key) {
        return Ed25519.verify(key, BlockHeader.sealMessage(hub, hash), signature);
    }
}
