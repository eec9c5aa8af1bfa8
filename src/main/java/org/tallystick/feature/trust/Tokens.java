package org.tallystick.feature.trust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.money.WideSum;
import org.tallystick.node.NodeView;

/**
 * The equivalents and what is owed in each: a token of seed 003 is an equivalent. Figures concern everybody and are seen by
 * everybody who is logged in. Any thread but the node's own.
 */
final class Tokens {

    /** Up to here a look at everybody is quick enough for each question. */
    private static final int FEW_ACCOUNTS = 10_000;

    /** How old figures of a large community may be, in block time, because each look holds the ledger thread. */
    private static final long MAX_AGE_MS = 5_000;

    private final Desk desk;
    private final Map<String, Token> kept = new ConcurrentHashMap<>();

    /**
     * An equivalent.
     *
     * @param code such as {@code HOUR}
     * @param precision its decimals
     * @param active whether new lines may be opened in it
     */
    record Unit(String code, int precision, boolean active) {

        static Unit of(Equivalent equivalent) {
            return new Unit(equivalent.code(), equivalent.precision(), equivalent.active());
        }
    }

    /**
     * An equivalent with its figures.
     *
     * @param unit which
     * @param supplyMinor the sum of all debts
     * @param holders how many are owed more than they owe
     * @param debtors how many owe more than they are owed
     * @param lines how many lines are open
     * @param height the block that the figures reflect
     * @param atMs its time
     */
    record Token(Unit unit, BigInteger supplyMinor, long holders, long debtors, long lines, long height, long atMs) {}

    Tokens(Desk desk) {
        this.desk = desk;
    }

    /** All equivalents by their codes, those out of use included, since lines in them may live on. */
    List<Unit> all() throws ApiError {
        return desk.ask(view -> {
            List<Unit> units = new ArrayList<>();
            for (int number = 0; number < view.ledger().equivalentCount(); number++) {
                units.add(Unit.of(view.ledger().equivalent(number)));
            }
            units.sort(Comparator.comparing(Unit::code));
            return units;
        });
    }

    /**
     * An equivalent with its figures.
     *
     * @throws ApiError E015 when there is none of this code
     */
    Token token(String code) throws ApiError {
        Optional<Token> last = Optional.ofNullable(kept.get(code));
        Token token = desk.ask(view -> token(code, last, view))
                .orElseThrow(() -> ApiError.of(ErrorCode.E015, "equivalent", code));
        kept.put(code, token);
        return token;
    }

    private static Optional<Token> token(String code, Optional<Token> last, NodeView view) {
        Equivalent equivalent = view.ledger().equivalent(code);
        if (equivalent == null) {
            return Optional.empty();
        }
        boolean fresh = last.isPresent()
                && (last.get().height() == view.tip().height()
                        || (view.ledger().accountCount() > FEW_ACCOUNTS
                                && view.tip().timestampMs() - last.get().atMs() < MAX_AGE_MS));
        return fresh ? last : Optional.of(look(equivalent, view));
    }

    private static Token look(Equivalent equivalent, NodeView view) {
        LedgerView ledger = view.ledger();
        WideSum supply = new WideSum();
        long holders = 0;
        long debtors = 0;
        long lines = 0;
        for (int number = 0; number < ledger.accountCount(); number++) {
            Account account = ledger.account(number);
            Position position = account.position(equivalent.number());
            if (position != null) {
                holders += position.netMinor() > 0 ? 1 : 0;
                debtors += position.netMinor() < 0 ? 1 : 0;
                for (int i = 0; i < position.pairCount(); i++) {
                    Pair pair = position.pairAt(i);
                    supply.add(pair.owesMinor(account));
                    lines += pair.trustOf(account) == null ? 0 : 1;
                }
            }
        }
        return new Token(
                Unit.of(equivalent),
                supply.value(),
                holders,
                debtors,
                lines,
                view.tip().height(),
                view.tip().timestampMs());
    }
}
