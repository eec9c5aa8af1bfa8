package org.tallystick.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Transaction;

/**
 * What a verification asks of each block beyond what a start does: the hub's signature, and of each statement its signature,
 * its key at that moment, its id and its purpose. Counts what cannot be asked because it was erased. One thread.
 */
final class BlockInspection implements Replayer.Inspection {

    private final NodeState state;
    private final boolean withKeys;
    private final Set<Pid> erasedPeople;

    /** People whose sealed parts do not open although nobody erased them, with the first block where it shows. */
    private final Map<Pid, Long> withoutKey = new LinkedHashMap<>();

    private final List<SignedStatement> ofBlock = new ArrayList<>();
    private long verified;
    private long erased;

    BlockInspection(NodeState state, boolean withKeys, Set<Pid> erasedPeople) {
        this.state = state;
        this.withKeys = withKeys;
        this.erasedPeople = erasedPeople;
    }

    long verified() {
        return verified;
    }

    long erased() {
        return erased;
    }

    List<Verification.Finding> findings(Path personKeys) {
        List<Verification.Finding> findings = new ArrayList<>();
        withoutKey.forEach((pid, height) -> findings.add(new Verification.Finding(
                Verification.Subject.PERSON_KEYS,
                true,
                personKeys,
                height,
                "it has no key for " + pid.text() + ", whom nobody erased; their texts cannot be read")));
        return findings;
    }

    @Override
    public void inspect(Transaction transaction, long height, int position) throws HistoryDamaged {
        int statementParts = 0;
        int erasedHere = 0;
        for (Part part : transaction.parts()) {
            if (part.erased() && withKeys) {
                part.sealedFor()
                        .filter(pid -> !erasedPeople.contains(pid))
                        .ifPresent(pid -> withoutKey.putIfAbsent(pid, height));
            }
            if (part.kind() == PartKind.STATEMENT) {
                statementParts++;
                erasedHere += part.erased() ? 1 : 0;
            }
        }
        erased += erasedHere;
        Frame frame = transaction.frame();
        StatementType<?> type = statementType(frame);
        if ((type == null) != (statementParts == 0)) {
            throw wrong(
                    height,
                    position,
                    type == null ? "has a statement although the hub decides it alone" : "was signed by nobody");
        }
        if (type != null && erasedHere == 0) {
            inspect(transaction, type, height, position);
        }
    }

    private @Nullable StatementType<?> statementType(Frame frame) {
        Room room = state.room(frame.type(), frame.version());
        if (room == null) {
            return null;
        }
        for (StatementType<?> type : room.statementTypes()) {
            if (type.type().equals(frame.type()) && type.version() == frame.version()) {
                return type;
            }
        }
        return null;
    }

    private void inspect(Transaction transaction, StatementType<?> type, long height, int position)
            throws HistoryDamaged {
        SignedStatement first = transaction.statements().getFirst();
        for (SignedStatement statement : transaction.statements()) {
            if (!statement.saysTheSameAs(first)) {
                throw wrong(height, position, "has statements that say different things");
            }
        }
        NodeRoom node = (NodeRoom) state.rooms.getFirst();
        if (!first.action().equals(transaction.frame().type()) || !first.hub().equals(node.hub())) {
            throw wrong(height, position, "has a statement that was signed for something else");
        }
        if (!id(first, type).equals(Optional.of(transaction.frame().txId()))) {
            throw wrong(height, position, "has another id than its statement");
        }
        if (!keyInForce(first, type)) {
            throw wrong(height, position, "was signed with a key that was not in force");
        }
        ofBlock.addAll(transaction.statements());
    }

    private static Optional<String> id(SignedStatement statement, StatementType<?> type) {
        try {
            return Optional.of(Envelope.of(statement, type.idField(), statement.fingerprint())
                    .txId());
        } catch (StatementRefused unreadable) {
            return Optional.empty();
        }
    }

    private boolean keyInForce(SignedStatement statement, StatementType<?> type) {
        if (type.opensAccount()) {
            return Pid.of(statement.publicKey()).equals(statement.signer());
        }
        Account account = state.ledger.view().account(statement.signer());
        return account != null
                && (type.claimsAccount()
                        ? account.key() == null
                        : statement.publicKey().equals(account.key()));
    }

    /** Checks the signatures of a block that was just applied: those of its statements and the hub's. */
    void checkSignatures(Block block) throws HistoryDamaged {
        long height = block.header().height();
        NodeRoom node = (NodeRoom) state.rooms.getFirst();
        if (!node.isSettled()) {
            throw new HistoryDamaged(height, "the chain does not begin with the hub's own words");
        }
        try {
            PublicKey key = PublicKey.parse(node.hubKey());
            if (!Pid.of(key).equals(node.hub()) || !block.signedBy(node.hub(), key)) {
                throw new HistoryDamaged(height, "its signature is not the hub's");
            }
        } catch (MalformedIdentity noKey) {
            throw new HistoryDamaged(height, "the hub's key is none", noKey);
        }
        boolean allGood = ofBlock.parallelStream().allMatch(SignedStatement::verify);
        verified += ofBlock.size();
        ofBlock.clear();
        if (!allGood) {
            throw new HistoryDamaged(height, "the signature of a statement in it is wrong");
        }
    }

    private static HistoryDamaged wrong(long height, int position, String what) {
        return new HistoryDamaged(height, "transaction " + position + " " + what);
    }
}
