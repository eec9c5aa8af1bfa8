package org.tallystick.app.imports;

import java.util.List;
import org.tallystick.money.Equivalent;

/**
 * What a good file says.
 *
 * @param sourceSha256 hexadecimal SHA-256 of the file
 * @param equivalents in the order in which they are met
 * @param labels everybody, in the order in which they are met
 * @param rows the trust lines
 */
public record ImportPlan(String sourceSha256, List<Equivalent> equivalents, List<String> labels, List<Row> rows) {

    /**
     * One trust line.
     *
     * @param from who trusts, by place in the labels
     * @param to who may owe, by place in the labels
     * @param equivalent by place in the equivalents
     * @param limitMinor up to how much, in minor units
     */
    public record Row(int from, int to, int equivalent, long limitMinor) {}

    /** Keeps unmodifiable copies. */
    public ImportPlan {
        equivalents = List.copyOf(equivalents);
        labels = List.copyOf(labels);
        rows = List.copyOf(rows);
    }
}
