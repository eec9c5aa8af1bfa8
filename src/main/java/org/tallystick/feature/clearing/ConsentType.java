package org.tallystick.feature.clearing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Decision;
import org.tallystick.node.Request;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.StatementType;

/** {@code clearing.accept} and {@code clearing.reject}: a creditor who was asked says yes or no to a proposal. */
final class ConsentType implements StatementType<String> {

    static final String ACCEPT = "clearing.accept";
    static final String REJECT = "clearing.reject";

    private static final String ID = "id";
    private static final Set<String> FIELDS = Set.of(ID, "statement_id", "valid_until");
    private static final Pattern PROPOSAL_ID = Pattern.compile("[0-9a-f]{64}");

    private final String type;
    private final Proposals proposals;
    private final BooleanSupplier enabled;

    /**
     * Makes one of the two.
     *
     * @param type {@link #ACCEPT} or {@link #REJECT}
     * @param enabled whether the hub clears at all
     */
    ConsentType(String type, Proposals proposals, BooleanSupplier enabled) {
        this.type = type;
        this.proposals = proposals;
        this.enabled = enabled;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String read(SignedStatement statement) throws StatementRefused {
        try {
            statement.fields().onlyNames(FIELDS);
            return id(statement);
        } catch (MalformedJson malformed) {
            throw wrong(malformed.where());
        }
    }

    /** Which proposal a statement of these types is about. */
    static String id(SignedStatement statement) throws MalformedJson, StatementRefused {
        String id = statement.fields().text(ID);
        if (!PROPOSAL_ID.matcher(id).matches()) {
            throw wrong(ID);
        }
        return id;
    }

    private static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }

    @Override
    public Decision decide(String id, Request request) {
        Account account = request.account();
        if (account == null || !account.active()) {
            return Decision.refuse(
                    Refusal.of(ErrorCode.E006, "participant", request.signer().text()));
        }
        Optional<Proposal> found = proposals
                .find(id, request.ledger().timestampMs())
                .filter(one -> one.circle().hasMember(account.pid(), request.ledger()));
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.of(ErrorCode.E015, "proposal", id));
        }
        Proposal proposal = found.get();
        Optional<Refusal> notNow = refuses(proposal, account, request.ledger().timestampMs());
        if (notNow.isPresent()) {
            return Decision.refuse(notNow.get());
        }
        return type.equals(ACCEPT)
                ? Decision.of(List.of())
                : Decision.of(ClearingTransactions.counting(proposal.circle(), request.ledger()));
    }

    private Optional<Refusal> refuses(Proposal proposal, Account account, long nowMs) {
        if (!proposal.asked().contains(account.pid())) {
            return Optional.of(Refusal.of(ErrorCode.E006, "proposal", proposal.id()));
        }
        if (!proposal.isOpen()) {
            return Optional.of(wrongState(proposal, proposal.state().word()));
        }
        if (proposal.expiresAtMs() <= nowMs) {
            return Optional.of(wrongState(proposal, ProposalState.EXPIRED.word()));
        }
        if (type.equals(ACCEPT) && proposal.accepted().contains(account.pid())) {
            return Optional.of(wrongState(proposal, "accepted"));
        }
        return type.equals(ACCEPT) && !enabled.getAsBoolean()
                ? Optional.of(Refusal.of(ErrorCode.E019, "feature", "clearing"))
                : Optional.empty();
    }

    private static Refusal wrongState(Proposal proposal, String state) {
        return Refusal.of(ErrorCode.E017, "proposal", proposal.id()).with("state", state);
    }
}
