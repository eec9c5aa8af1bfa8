package org.tallystick.feature.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Hex;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.node.NodeView;

/**
 * Looks over all lines and nets once, for one question on the ledger thread: it only counts and copies there, about a microsecond
 * a line; hashing is left to whoever asked.
 */
final class BooksCheck {

    private final long height;
    private final String blockHash;
    private final List<UnitSeen> units = new ArrayList<>();

    /** What is gathered of a unit. */
    private static final class UnitSeen {
        private final String code;
        private final int precision;
        private final List<LineState> lines = new ArrayList<>();
        private long netSumMinor;
        private long wrongNets;
        private long overLimit;
        private long crossed;

        private UnitSeen(Equivalent equivalent) {
            this.code = equivalent.code();
            this.precision = equivalent.precision();
        }
    }

    private BooksCheck(NodeView view) {
        this.height = view.tip().height();
        this.blockHash = Hex.encode(view.tip().hash());
    }

    /** Gathers; on the ledger thread. */
    static BooksCheck of(NodeView view) {
        BooksCheck check = new BooksCheck(view);
        LedgerView ledger = view.ledger();
        for (int number = 0; number < ledger.equivalentCount(); number++) {
            check.units.add(new UnitSeen(ledger.equivalent(number)));
        }
        ledger.forEachLine(check::see);
        for (int number = 0; number < ledger.accountCount(); number++) {
            check.see(ledger.account(number));
        }
        return check;
    }

    private void see(Line line) {
        if (line.status() != LineStatus.CLOSED) {
            UnitSeen unit = units.get(line.equivalent().number());
            unit.lines.add(LineState.of(line));
            unit.overLimit += line.debtMinor() > line.limitMinor() ? 1 : 0;
        }
    }

    private void see(Account account) {
        for (int number = 0; number < account.positionBound(); number++) {
            Position position = account.position(number);
            if (position != null) {
                see(account, position, units.get(number));
            }
        }
    }

    private static void see(Account account, Position position, UnitSeen unit) {
        // Wrapping is harmless here: whatever the order, nets that sum to zero do so modulo 2^64 too.
        unit.netSumMinor += position.netMinor();
        long ownMinor = 0;
        for (int i = 0; i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Account other = pair.other(account);
            long owesMinor = pair.owesMinor(account);
            long owedMinor = pair.owesMinor(other);
            ownMinor += owedMinor - owesMinor;
            if (pair.low() == account) {
                boolean bothWays = owesMinor > 0 && owedMinor > 0;
                unit.crossed += bothWays
                                || hasNoLine(owesMinor, pair.trustOf(other))
                                || hasNoLine(owedMinor, pair.trustOf(account))
                        ? 1
                        : 0;
            }
        }
        unit.wrongNets += ownMinor == position.netMinor() ? 0 : 1;
    }

    private static boolean hasNoLine(long debtMinor, @Nullable Line line) {
        return debtMinor > 0 && line == null;
    }

    /** Puts together what was gathered; on any thread. */
    BooksReport report(long atMs) {
        Map<String, BooksReport.Unit> found = new HashMap<>();
        for (UnitSeen unit : units) {
            found.put(
                    unit.code,
                    new BooksReport.Unit(
                            unit.precision,
                            LineState.checksum(unit.lines, unit.precision),
                            unit.lines.size(),
                            unit.netSumMinor,
                            unit.wrongNets,
                            unit.overLimit,
                            unit.crossed));
        }
        return new BooksReport(atMs, height, blockHash, found);
    }
}
