package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.base.Clock;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.Answer;
import org.tallystick.node.Node;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.Transaction;

/** The way to the node of this program. Any thread but the node's own. */
public final class NodeConnection implements HubConnection {

    private final Node node;
    private final PublicKey hubKey;
    private final Clock clock;

    /**
     * Makes the connection.
     *
     * @param node running
     * @param hubKey the node's own
     * @param clock the node's own
     */
    public NodeConnection(Node node, PublicKey hubKey, Clock clock) {
        this.node = node;
        this.hubKey = hubKey;
        this.clock = clock;
    }

    @Override
    public Pid hub() {
        return node.hub();
    }

    @Override
    public Submitted submit(SignedStatement statement) {
        return switch (node.submit(statement).join()) {
            case Answer.Committed committed -> new Submitted.Committed(committed.height());
            case Answer.Refused refused ->
                new Submitted.Refused(
                        refused.refusal().code().name(), refused.refusal().details());
        };
    }

    @Override
    public Found find(String txId, long fromHeight) throws HubUnreachable {
        // The time before the history: what comes meanwhile is not later than this.
        long asOfMs = Math.max(clock.wallMs(), node.health().timestampMs());
        // What a wallet saw may have been lost, and others stand at these heights since: then the whole history is
        // looked through.
        long lowest = node.health().epoch() == 0 ? fromHeight : 0;
        try {
            // Only payers ask for their own payment by its id, and they may see the whole of each route.
            for (long height = node.journal().height(); height >= lowest; height--) {
                Optional<Block> block = node.block(height);
                int index = block.map(found -> indexOf(txId, found)).orElse(-1);
                if (index >= 0) {
                    return new Found.There(Proof.of(hub(), hubKey, block.orElseThrow(), index, part -> true));
                }
            }
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new HubUnreachable("the node cannot read its history", unreadable);
        }
        return new Found.NotThere(asOfMs);
    }

    private static int indexOf(String txId, Block block) {
        List<Transaction> transactions = block.transactions();
        for (int index = 0; index < transactions.size(); index++) {
            if (transactions.get(index).frame().txId().equals(txId)) {
                return index;
            }
        }
        return -1;
    }
}
