package org.tallystick.wallet.replica;

import static org.tallystick.wallet.replica.RuleBroken.unless;
import static org.tallystick.wallet.replica.Violation.Kind.ACCOUNT_WITHOUT_STATEMENT;
import static org.tallystick.wallet.replica.Violation.Kind.CLEARED_WITHOUT_CONSENT;
import static org.tallystick.wallet.replica.Violation.Kind.FOREIGN_KEY;
import static org.tallystick.wallet.replica.Violation.Kind.IMPOSSIBLE_STEP;
import static org.tallystick.wallet.replica.Violation.Kind.NET_CHANGED;
import static org.tallystick.wallet.replica.Violation.Kind.PAYMENT_WITHOUT_STATEMENT;
import static org.tallystick.wallet.replica.Violation.Kind.POLICY;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.wallet.replica.Fold.Way;

/**
 * The rules that an owner can check alone of each own transaction (design §5): what is signed under their name is signed with the
 * key in force, their lines change and their net falls by their own statements only, what passes through leaves their net alone
 * and keeps their limits and policies. Stateless; any thread.
 */
final class Rules {

    private static final String IMPORT = "node.import";
    private static final String REGISTER = "participant.register";
    private static final String REKEY = "participant.rekey";
    private static final String CLAIM = "participant.claim";
    private static final String UPDATE = "participant.update";
    private static final String CLEARING = "clearing.";
    private static final String CYCLE = "clearing.cycle";
    private static final String ACCEPT = "clearing.accept";
    private static final String LINE = "trustline.";

    private Rules() {}

    /**
     * Folds a transaction.
     *
     * @return whether anything in it was the owner's
     * @throws RuleBroken when it breaks a rule; what was folded then is of no use
     */
    static boolean fold(OwnTransaction transaction, Fold fold) throws RuleBroken {
        boolean signed = transaction.statementOf(fold.owner).isPresent();
        boolean importing = transaction.type().equals(IMPORT) && mayImport(transaction, fold);
        checkAccount(transaction, fold, importing);
        Steps steps = new Steps(fold, transaction.header().timestampMs(), importing);
        boolean shown = signed
                || transaction.shown().texts().stream()
                        .anyMatch(text -> text.owner().equals(fold.owner));
        for (Step step : transaction.steps()) {
            if (!importing) {
                LineStatements.check(step, transaction, fold);
                checkConsent(step.operation(), transaction, fold);
            }
            steps.take(step);
        }
        if (!importing) {
            checkNets(transaction, fold, steps, signed);
        }
        rememberConsent(transaction, fold);
        fold.imported = signed ? false : fold.imported || importing;
        if (transaction.type().equals(REGISTER) || transaction.type().equals(UPDATE) || importing) {
            fold.name = transaction.text("display_name", fold.owner).orElse(fold.name);
        }
        Happening.What what = Stories.of(transaction, fold, steps);
        fold.count(transaction.hash());
        fold.happenings = fold.happenings.with(new Happening(
                transaction.place().packed(),
                transaction.header().timestampMs(),
                what instanceof Happening.PassedOn ? "" : transaction.txId(),
                transaction.hash(),
                what));
        return shown || steps.own();
    }

    /** An import brings accounts and their lines along; once its owner has signed something, it is over for them. */
    private static boolean mayImport(OwnTransaction transaction, Fold fold) {
        return transaction.shown().statements().isEmpty() && (fold.status == null || fold.imported);
    }

    /** Statements under the owner's name, and what becomes of the account. */
    private static void checkAccount(OwnTransaction transaction, Fold fold, boolean importing) throws RuleBroken {
        List<SignedStatement> own = transaction.shown().statements().stream()
                .filter(statement -> statement.signer().equals(fold.owner))
                .toList();
        PublicKey newKey = null;
        boolean opens = false;
        for (Step step : transaction.steps()) {
            if (step.operation() instanceof Operation.OpenAccount open
                    && open.pid().equals(fold.owner)) {
                unless(fold.status == null && !opens, IMPOSSIBLE_STEP, "an account was opened twice");
                opens = true;
                newKey = open.key();
            } else if (step.operation() instanceof Operation.ChangeAccount change
                    && change.pid().equals(fold.owner)
                    && change.key() != null) {
                newKey = change.key();
            }
        }
        unless(
                opens || fold.status != null || own.isEmpty(),
                IMPOSSIBLE_STEP,
                "a statement of an account that was never opened");
        if (newKey == null) {
            for (SignedStatement statement : own) {
                unless(
                        statement.publicKey().equals(fold.key),
                        FOREIGN_KEY,
                        "a statement is not signed with the key in force");
            }
        } else if (!(importing && opens)) {
            checkNewKey(transaction.type(), own, Objects.requireNonNull(newKey), opens, fold);
        }
    }

    private static void checkNewKey(String type, List<SignedStatement> own, PublicKey newKey, boolean opens, Fold fold)
            throws RuleBroken {
        boolean asked = switch (type) {
            case REGISTER -> opens && own.size() == 1 && Pid.of(newKey).equals(fold.owner);
            case CLAIM -> own.size() == 1 && fold.key == null;
            case REKEY -> own.size() == 2 && names(own.getFirst(), newKey);
            default -> false;
        };
        unless(asked, ACCOUNT_WITHOUT_STATEMENT, "a key came into force that the owner did not ask for");
        PublicKey first = type.equals(REKEY) ? fold.key : newKey;
        unless(
                own.getFirst().publicKey().equals(first),
                FOREIGN_KEY,
                "another key than the one in force asked for a new one");
        unless(own.getLast().publicKey().equals(newKey), FOREIGN_KEY, "a new key did not sign for itself");
    }

    private static boolean names(SignedStatement statement, PublicKey newKey) {
        try {
            return statement.fields().text("new_public_key").equals(newKey.text());
        } catch (MalformedJson malformed) {
            return false;
        }
    }

    private static void checkNets(OwnTransaction transaction, Fold fold, Steps steps, boolean signed)
            throws RuleBroken {
        Map<String, Long> nets = steps.nets();
        boolean still = nets.values().stream().allMatch(minor -> minor == 0);
        boolean falls = nets.values().stream().anyMatch(minor -> minor < 0);
        String type = transaction.type();
        unless(
                signed || !falls || !type.equals(OwnTransaction.PAYMENT),
                PAYMENT_WITHOUT_STATEMENT,
                "an unsigned payment");
        if (type.equals(OwnTransaction.PAYMENT) && !still) {
            PaymentStatements.check(transaction, fold, nets);
        } else if (signed && type.equals(OwnTransaction.PAYMENT)) {
            PaymentStatements.check(transaction, fold, nets);
        } else {
            boolean mustBeStill = type.isEmpty() || type.startsWith(CLEARING) || type.startsWith(LINE) || !signed;
            unless(!mustBeStill || still, NET_CHANGED, "what passed through or was cleared changed the owner's net");
        }
        if (still && !steps.paidInMinor().isEmpty()) {
            checkPolicies(fold, steps);
        }
        if (!still && type.equals(OwnTransaction.PAYMENT)) {
            checkBlocked(transaction, fold, steps);
        }
    }

    /** Whoever hands the owner a payment of somebody else is on its way; of others on it a payee learns nothing. */
    private static void checkBlocked(OwnTransaction transaction, Fold fold, Steps steps) throws RuleBroken {
        Optional<Pid> payer = PaymentStatements.order(transaction, fold).map(PaymentStatements.Order::from);
        for (Way in : steps.paidInMinor().keySet()) {
            unless(
                    payer.isEmpty()
                            || payer.get().equals(in.other())
                            || !policy(in, fold).blockedParticipants().contains(in.other()),
                    POLICY,
                    "a payment came through somebody whom the line blocks");
        }
    }

    private static Policy policy(Way from, Fold fold) {
        return fold.near(from).given().flatMap(fold::line).map(OwnLine::policy).orElse(Policy.DEFAULT);
    }

    /** The policies of the owner's own line towards whoever it came from; where they have none, the defaults (design §3). */
    private static void checkPolicies(Fold fold, Steps steps) throws RuleBroken {
        for (Map.Entry<Way, Long> in : steps.paidInMinor().entrySet()) {
            Policy policy = policy(in.getKey(), fold);
            unless(policy.canBeIntermediate(), POLICY, "a payment went on over a line that ends with its creditor");
            unless(
                    policy.maxHopUsageMinor().orElse(Long.MAX_VALUE) >= in.getValue(),
                    POLICY,
                    "a payment passed more on over a line than its creditor allows");
        }
    }

    private static void checkConsent(Operation operation, OwnTransaction transaction, Fold fold) throws RuleBroken {
        if (!(operation instanceof Operation.MoveDebt move) || !(move.use() instanceof Operation.DebtUse.Clearing)) {
            return;
        }
        unless(
                transaction.type().equals(CYCLE),
                IMPOSSIBLE_STEP,
                "a debt was cleared by something else than a clearing");
        Optional<OwnLine> line = fold.line(move.line());
        if (line.filter(fold::given)
                .filter(own -> !own.policy().clearsWithoutAsking())
                .isPresent()) {
            Optional<String> proposal = transaction.proposal();
            unless(
                    proposal.filter(fold.accepted::contains).isPresent(),
                    CLEARED_WITHOUT_CONSENT,
                    "a debt was cleared without the consent that its line asks for");
        }
    }

    private static void rememberConsent(OwnTransaction transaction, Fold fold) throws RuleBroken {
        if (transaction.type().equals(ACCEPT)) {
            @Nullable
            Json id = transaction
                    .statementOf(fold.owner)
                    .flatMap(statement -> statement.fields().find("id"))
                    .orElse(null);
            if (id instanceof Json.Str text) {
                fold.accepted.add(text.value());
            }
        }
        Optional<String> ended = transaction.type().equals(ACCEPT) ? Optional.empty() : transaction.proposal();
        ended.ifPresent(fold.accepted::remove);
    }
}
