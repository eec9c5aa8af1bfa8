package org.tallystick.feature.explorer;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.money.DecimalText;

/**
 * A line that is not closed, as the checksum of the books takes it ({@code src/docs/format.md} §13).
 *
 * @param id the line's
 * @param creditor who trusts
 * @param debtor who may owe
 * @param limitMinor the most that may be owed
 * @param usedMinor what is owed
 * @param frozen whether it gives no new credit
 */
record LineState(UUID id, Pid creditor, Pid debtor, long limitMinor, long usedMinor, boolean frozen) {

    static LineState of(Line line) {
        return new LineState(
                line.id(),
                line.creditor().pid(),
                line.debtor().pid(),
                line.limitMinor(),
                line.debtMinor(),
                line.status() == LineStatus.FROZEN);
    }

    /** SHA-256 over the texts of some lines of one unit, in the order of their ids; hex. */
    static String checksum(Collection<LineState> lines, int precision) {
        record Named(String id, LineState line) {}
        List<Named> sorted = lines.stream()
                .map(line -> new Named(line.id().toString(), line))
                .sorted(Comparator.comparing(Named::id))
                .toList();
        byte[][] texts = new byte[sorted.size()][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = sorted.get(i).line().text(precision).getBytes(StandardCharsets.US_ASCII);
        }
        return Hex.encode(Sha256.of(texts));
    }

    private String text(int precision) {
        return "line|" + id + '|' + creditor.text() + '|' + debtor.text() + '|'
                + DecimalText.print(limitMinor, precision) + '|' + DecimalText.print(usedMinor, precision) + '|'
                + (frozen ? "frozen" : "active") + '\n';
    }
}
