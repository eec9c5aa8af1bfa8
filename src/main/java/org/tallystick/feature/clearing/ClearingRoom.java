package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.invariant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.clearing.sql.ClearingProjection;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Room;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.Projection;

/**
 * The room of clearing (design §3): the largest circle of three hops through a new debt is cleared at once where every line consents,
 * and proposed where some ask; when all who were asked have agreed, the circle is cleared right behind the last word.
 */
public final class ClearingRoom implements Room {

    private final Proposals proposals = new Proposals();
    private final NewCircles newCircles = new NewCircles(proposals);
    private final NewDebts newDebts = new NewDebts();
    private final BooleanSupplier enabled;
    private final List<StatementType<?>> types;

    /** The room of a hub that clears. */
    public ClearingRoom() {
        this(() -> true);
    }

    /**
     * The room.
     *
     * @param enabled whether the hub clears; asked on the ledger thread, live only
     */
    public ClearingRoom(BooleanSupplier enabled) {
        this.enabled = enabled;
        this.types = List.of(
                new ConsentType(ConsentType.ACCEPT, proposals, enabled),
                new ConsentType(ConsentType.REJECT, proposals, enabled));
    }

    /** The state; on the ledger thread. */
    Proposals proposals() {
        return proposals;
    }

    /** How many debts came or grew since the start; on the ledger thread. */
    NewDebts newDebts() {
        return newDebts;
    }

    /** Whether the hub clears; on the ledger thread. */
    public boolean enabled() {
        return enabled.getAsBoolean();
    }

    @Override
    public String name() {
        return "clearing";
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return types;
    }

    @Override
    public Set<String> hubTypes() {
        return Set.of(
                ClearingTransactions.CYCLE + "/1",
                ClearingTransactions.PROPOSE + "/1",
                ClearingTransactions.EXPIRE + "/1",
                ClearingTransactions.DROP + "/1");
    }

    @Override
    public Optional<Refusal> refuses(HubTransaction alone, LedgerView ledger) {
        boolean possible = switch (alone.frame().type()) {
            case ClearingTransactions.CYCLE -> enabled.getAsBoolean() && hasConsent(alone, ledger);
            case ClearingTransactions.PROPOSE -> mayPropose(alone, ledger);
            case ClearingTransactions.EXPIRE ->
                openOf(alone, ledger)
                        .filter(proposal -> proposal.expiresAtMs() <= ledger.timestampMs())
                        .isPresent();
            default ->
                openOf(alone, ledger)
                        .filter(proposal -> isStale(proposal, ledger))
                        .isPresent();
        };
        return possible ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.E017, "reason", "no_longer_holds"));
    }

    private boolean hasConsent(HubTransaction alone, LedgerView ledger) {
        Circle circle = ClearingTransactions.cleared(alone.operations(), ledger);
        return ClearingTransactions.proposalOf(alone.facts()).isEmpty()
                ? circle.asking(ledger).isEmpty()
                : openOf(alone, ledger)
                        .filter(proposal -> isAgreed(proposal, ledger))
                        .isPresent();
    }

    private boolean mayPropose(HubTransaction alone, LedgerView ledger) {
        Proposal proposal = ClearingTransactions.proposed(alone.facts(), ledger);
        return enabled.getAsBoolean()
                && proposal.isInTime()
                && proposals.mayPropose(proposal.circle(), ledger.timestampMs())
                && proposals.mayAsk(proposal.asked())
                && proposal.circle().holds(ledger)
                && proposal.circle().asking(ledger).equals(proposal.asked());
    }

    private Optional<Proposal> openOf(HubTransaction alone, LedgerView ledger) {
        return ClearingTransactions.proposalOf(alone.facts())
                .flatMap(id -> proposals.find(id, ledger.timestampMs()))
                .filter(Proposal::isOpen);
    }

    /** Whether all have agreed whose lines ask now; who was not asked when it was proposed has not. */
    private static boolean isAgreed(Proposal proposal, LedgerView ledger) {
        return proposal.isAccepted()
                && proposal.accepted().containsAll(proposal.circle().asking(ledger));
    }

    private static boolean isStale(Proposal proposal, LedgerView ledger) {
        return !proposal.circle().holds(ledger) || (proposal.isAccepted() && !isAgreed(proposal, ledger));
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        Transaction transaction = applied.transaction();
        switch (transaction.frame().type()) {
            case ClearingTransactions.CYCLE -> cleared(applied, ledger, undo);
            case ClearingTransactions.PROPOSE ->
                proposals.add(ClearingTransactions.proposed(transaction.facts(), ledger), undo);
            case ClearingTransactions.EXPIRE -> {
                Proposal proposal = ofFact(transaction, ledger);
                invariant(proposal.expiresAtMs() <= ledger.timestampMs(), "What runs out has had its time");
                proposals.end(proposal, ProposalState.EXPIRED, ledger.timestampMs(), undo);
            }
            case ClearingTransactions.DROP ->
                proposals.end(ofFact(transaction, ledger), ProposalState.DROPPED, ledger.timestampMs(), undo);
            default -> answered(transaction, ledger, undo);
        }
    }

    private void cleared(Applied applied, LedgerView ledger, UndoLog undo) {
        invariant(applied.effects().netChanges().isEmpty(), "A clearing leaves every net as it was");
        Transaction transaction = applied.transaction();
        Circle circle = ClearingTransactions.cleared(transaction.operations(), ledger);
        if (ClearingTransactions.proposalOf(transaction.facts()).isEmpty()) {
            invariant(
                    circle.asking(ledger).isEmpty(),
                    "Nothing is cleared without asking where somebody wants to be asked");
            return;
        }
        Proposal proposal = ofFact(transaction, ledger);
        invariant(proposal.circle().equals(circle), "What is cleared is what was proposed");
        invariant(isAgreed(proposal, ledger), "What is cleared was agreed to");
        proposals.end(proposal, ProposalState.CLEARED, ledger.timestampMs(), undo);
    }

    private void answered(Transaction transaction, LedgerView ledger, UndoLog undo) {
        SignedStatement statement = transaction.statements().getFirst();
        Proposal proposal = known(idOf(statement), ledger);
        if (transaction.frame().type().equals(ConsentType.ACCEPT)) {
            proposals.accept(proposal, statement.signer(), undo);
        } else {
            invariant(proposal.asked().contains(statement.signer()), "Who says no was asked");
            proposals.end(proposal, ProposalState.REJECTED, ledger.timestampMs(), undo);
        }
    }

    private static String idOf(SignedStatement statement) {
        try {
            return ConsentType.id(statement);
        } catch (MalformedJson | StatementRefused unreadable) {
            throw new InvariantBroken("Who answers says to which proposal", unreadable);
        }
    }

    private Proposal ofFact(Transaction transaction, LedgerView ledger) {
        return known(
                ClearingTransactions.proposalOf(transaction.facts())
                        .orElseThrow(() -> new InvariantBroken("It says which proposal it is about")),
                ledger);
    }

    private Proposal known(String id, LedgerView ledger) {
        return proposals
                .find(id, ledger.timestampMs())
                .orElseThrow(() -> new InvariantBroken("A proposal that is answered or ends was made"));
    }

    @Override
    public List<HubTransaction> afterwards(Applied applied, LedgerView ledger) {
        newDebts.count(applied, ledger);
        if (!enabled.getAsBoolean()) {
            return List.of();
        }
        return applied.transaction().frame().type().equals(ConsentType.ACCEPT)
                ? afterAnAnswer(applied.transaction(), ledger)
                : newCircles.after(applied, ledger);
    }

    private List<HubTransaction> afterAnAnswer(Transaction transaction, LedgerView ledger) {
        Proposal proposal = known(idOf(transaction.statements().getFirst()), ledger);
        if (!proposal.isAccepted()) {
            return List.of();
        }
        return List.of(
                isStale(proposal, ledger)
                        ? ClearingTransactions.drop(proposal, ledger)
                        : ClearingTransactions.agreed(proposal));
    }

    @Override
    public boolean hasDue(LedgerView ledger, long timestampMs) {
        return proposals.hasExpired(timestampMs);
    }

    @Override
    public List<HubTransaction> due(LedgerView ledger, int atMost) {
        return proposals.expired(ledger.timestampMs(), atMost).stream()
                .map(proposal -> ClearingTransactions.expire(proposal, ledger))
                .toList();
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        proposals.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        proposals.readFrom(in);
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.of(new ClearingProjection());
    }
}
