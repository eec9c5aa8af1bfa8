package org.tallystick.wallet.distrust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.Transaction;
import org.tallystick.wallet.replica.Refold;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * Whether evidence convicts a hub: whether it signed each part, and whether they cannot all be true. Needs nothing but the evidence
 * and the PID that is expected ({@code src/docs/format.md} §14). Any thread.
 */
public final class EvidenceCheck {

    private static final String PAYMENT = "payment.create";
    private static final byte[] HEAD_TAG = "tallystick.head".getBytes(US_ASCII);

    private final Evidence evidence;

    /** What came of checking. */
    public sealed interface Verdict {

        /** The hub signed what cannot all be true. */
        record Convicts() implements Verdict {}

        /**
         * It shows nothing against the hub.
         *
         * @param why the first thing that does not hold
         */
        record Fails(Why why) implements Verdict {}
    }

    /** What does not hold. */
    public enum Why {
        /** The key is not the one that the PID names. */
        KEY,
        /** A part is not signed by the hub. */
        NOT_SIGNED,
        /** The parts are not about the same thing: another place, epoch, account or count. */
        NOT_COMPARABLE,
        /** All of it can be true. */
        NO_CONTRADICTION
    }

    /** Nothing was refuted: the evidence holds. */
    private static final Optional<Why> HOLDS = Optional.empty();

    private EvidenceCheck(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Checks evidence. Which hub it is, is for the caller to compare. */
    public static Verdict of(Evidence evidence) {
        if (!Pid.of(evidence.hubKey()).equals(evidence.hub())) {
            return new Verdict.Fails(Why.KEY);
        }
        return new EvidenceCheck(evidence)
                .refute()
                .<Verdict>map(Verdict.Fails::new)
                .orElseGet(Verdict.Convicts::new);
    }

    private Optional<Why> refute() {
        return switch (evidence.contradiction()) {
            case Contradiction.TwoBlocks two -> refute(two);
            case Contradiction.BrokenLink link -> refute(link);
            case Contradiction.TwoWords two -> refute(two);
            case Contradiction.CountFell fell -> refute(fell);
            case Contradiction.Withheld withheld -> refute(withheld);
            case Contradiction.Forged forged -> refute(forged);
            case Contradiction.Unlawful unlawful -> refute(unlawful);
            case Contradiction.WrongSum wrong -> refute(wrong);
        };
    }

    private Optional<Why> refute(Contradiction.TwoBlocks two) {
        if (!isSigned(two.one()) || !isSigned(two.other())) {
            return Optional.of(Why.NOT_SIGNED);
        }
        return two.one().contradicts(two.other()) ? HOLDS : Optional.of(Why.NO_CONTRADICTION);
    }

    private Optional<Why> refute(Contradiction.BrokenLink link) {
        if (!isSigned(link.below()) || !isSigned(link.above())) {
            return Optional.of(Why.NOT_SIGNED);
        }
        boolean neighbours = link.above().header().height()
                        == link.below().header().height() + 1
                && link.above().header().epoch() == link.below().header().epoch();
        if (!neighbours) {
            return Optional.of(Why.NOT_COMPARABLE);
        }
        boolean stands = Arrays.equals(
                link.above().header().prevHash(), link.below().header().hash());
        return stands ? Optional.of(Why.NO_CONTRADICTION) : HOLDS;
    }

    private Optional<Why> refute(Contradiction.TwoWords two) {
        Optional<Why> problem = refute(two.one(), two.other());
        if (problem.isPresent()) {
            return problem;
        }
        AccountWord one = two.one().word();
        AccountWord other = two.other().word();
        if (one.seq() != other.seq()) {
            return Optional.of(Why.NOT_COMPARABLE);
        }
        boolean same = one.head().equals(other.head()) && one.balances().equals(other.balances());
        return same ? Optional.of(Why.NO_CONTRADICTION) : HOLDS;
    }

    private Optional<Why> refute(Contradiction.CountFell fell) {
        Optional<Why> problem = refute(fell.earlier(), fell.later());
        if (problem.isPresent()) {
            return problem;
        }
        AccountWord earlier = fell.earlier().word();
        AccountWord later = fell.later().word();
        return earlier.height() < later.height() && earlier.seq() > later.seq()
                ? HOLDS
                : Optional.of(Why.NO_CONTRADICTION);
    }

    /** Two words on one account in one epoch, both signed. */
    private Optional<Why> refute(WordAtBlock one, WordAtBlock other) {
        if (!isSigned(one) || !isSigned(other)) {
            return Optional.of(Why.NOT_SIGNED);
        }
        return one.word().pid().equals(other.word().pid()) && one.isOfEpochOf(other)
                ? HOLDS
                : Optional.of(Why.NOT_COMPARABLE);
    }

    private Optional<Why> refute(Contradiction.Withheld withheld) {
        WordAtBlock word = withheld.word();
        Proof payment = withheld.payment();
        if (!isSigned(word)
                || !payment.hub().equals(evidence.hub())
                || !(payment.check() instanceof ProofCheck.Proven(Transaction transaction, byte[] _))) {
            return Optional.of(Why.NOT_SIGNED);
        }
        boolean counted = withheld.counted().size() == word.word().seq()
                && headOf(withheld.counted()).filter(word.word().head()::equals).isPresent();
        boolean before = payment.header().epoch() == word.block().header().epoch()
                && payment.header().height() <= word.word().height();
        if (!counted || !before || !touches(transaction, word.word().pid())) {
            return Optional.of(Why.NOT_COMPARABLE);
        }
        Set<String> hashes = new HashSet<>(withheld.counted());
        return hashes.contains(Hex.encode(transaction.hash())) ? Optional.of(Why.NO_CONTRADICTION) : HOLDS;
    }

    /** What the hashes of all transactions of an account come to (format of signed history, §7). */
    private static Optional<String> headOf(List<String> hashes) {
        byte[] head = new byte[32];
        for (String hex : hashes) {
            Optional<byte[]> hash = Hex.decode(hex).filter(bytes -> bytes.length == 32);
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            head = Sha256.of(HEAD_TAG, head, hash.get());
        }
        return Optional.of(Hex.encode(head));
    }

    /** Whether a payment is from or to somebody, by what its payer signed. */
    private static boolean touches(Transaction transaction, Pid pid) {
        return transaction.frame().type().equals(PAYMENT)
                && transaction.statements().stream().anyMatch(statement -> isOf(statement, pid));
    }

    private static boolean isOf(SignedStatement statement, Pid pid) {
        return statement.signer().equals(pid)
                || statement
                        .fields()
                        .find("to")
                        .filter(Json.of(pid.text())::equals)
                        .isPresent();
    }

    /** The header is signed and the parts stand in it; only the statement does not hold. */
    private Optional<Why> refute(Contradiction.Forged forged) {
        if (!forged.proof().hub().equals(evidence.hub())) {
            return Optional.of(Why.NOT_COMPARABLE);
        }
        return switch (forged.proof().check()) {
            case ProofCheck.Proven _, ProofCheck.Partly _ -> Optional.of(Why.NO_CONTRADICTION);
            case ProofCheck.Failed failed ->
                switch (failed.step()) {
                    case STATEMENT_SIGNATURE, STATEMENT_HUB, STATEMENT_FRAME -> HOLDS;
                    case HUB_KEY, HEADER_SIGNATURE, PARTS, INCLUSION -> Optional.of(Why.NOT_SIGNED);
                };
        };
    }

    private Optional<Why> refute(Contradiction.Unlawful unlawful) {
        return switch (Refold.of(unlawful.pid(), evidence.hubKey(), unlawful.pages())) {
            case Refold.Outcome.Broken _ -> HOLDS;
            case Refold.Outcome.Lawful _ -> Optional.of(Why.NO_CONTRADICTION);
            case Refold.Outcome.Unproven _ -> Optional.of(Why.NOT_SIGNED);
        };
    }

    private Optional<Why> refute(Contradiction.WrongSum wrong) {
        AccountWord word = wrong.word().word();
        if (!isSigned(wrong.word())) {
            return Optional.of(Why.NOT_SIGNED);
        }
        boolean oneEpoch = wrong.pages().stream()
                .allMatch(page ->
                        page.tip().epoch() == wrong.word().block().header().epoch());
        if (!oneEpoch) {
            return Optional.of(Why.NOT_COMPARABLE);
        }
        return switch (Refold.of(word.pid(), evidence.hubKey(), wrong.pages())) {
            case Refold.Outcome.Broken _ -> HOLDS;
            case Refold.Outcome.Unproven _ -> Optional.of(Why.NOT_SIGNED);
            case Refold.Outcome.Lawful lawful when lawful.seq() != word.seq() -> Optional.of(Why.NOT_COMPARABLE);
            case Refold.Outcome.Lawful lawful ->
                lawful.head().equals(word.head()) && saysTheSame(lawful, word.balances())
                        ? Optional.of(Why.NO_CONTRADICTION)
                        : HOLDS;
        };
    }

    /** A unit that one of the two does not name counts as nothing owed. */
    private static boolean saysTheSame(Refold.Outcome.Lawful lawful, Map<String, String> said) {
        Set<String> codes = new HashSet<>(said.keySet());
        codes.addAll(lawful.netsMinor().keySet());
        for (String code : codes) {
            int precision = lawful.precisions().getOrDefault(code, 0);
            long netMinor = lawful.netsMinor().getOrDefault(code, 0L);
            boolean same = said.containsKey(code) ? isAmount(said.get(code), netMinor, precision) : netMinor == 0;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmount(String said, long netMinor, int precision) {
        try {
            return new BigDecimal(said).compareTo(BigDecimal.valueOf(netMinor, precision)) == 0;
        } catch (NumberFormatException noAmount) {
            return false;
        }
    }

    private boolean isSigned(SealedHeader header) {
        return header.signedBy(evidence.hub(), evidence.hubKey());
    }

    private boolean isSigned(WordAtBlock word) {
        return word.isOf(evidence.hub(), evidence.hubKey());
    }
}
