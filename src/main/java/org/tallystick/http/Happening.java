package org.tallystick.http;

import static org.tallystick.base.Checks.invariant;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.money.DecimalText;
import org.tallystick.node.block.Recorded;
import org.tallystick.node.block.Transaction;

/**
 * A durable transaction with all that is needed to tell of it: the same when it has just happened and when it is read out of the
 * journal later, but for names, which are those of now. A value.
 *
 * @param recorded the transaction and its block's header
 * @param lines between whom the lines in it stand
 * @param precisions how many decimals the equivalents of these lines have
 * @param names those who are known by one, by account number
 */
public record Happening(
        Recorded recorded, Map<UUID, LineEnds> lines, Map<String, Integer> precisions, Map<Integer, String> names) {

    /** Keeps unmodifiable copies. */
    public Happening {
        lines = Map.copyOf(lines);
        precisions = Map.copyOf(precisions);
        names = Map.copyOf(names);
    }

    /** The transaction. */
    public Transaction transaction() {
        return recorded.transaction();
    }

    /** Between whom a line in it stands. */
    public LineEnds ends(UUID line) {
        invariant(lines.containsKey(line), "A step names a line that is there");
        return Objects.requireNonNull(lines.get(line));
    }

    /** What somebody is called. */
    public Optional<String> name(Party party) {
        return Optional.ofNullable(names.get(party.number()));
    }

    /**
     * An amount as people read it.
     *
     * @param minor minor units, below zero for what is taken away
     */
    public String amount(long minor, String equivalent) {
        int precision = Objects.requireNonNull(precisions.get(equivalent), "A line stands in a known unit");
        return minor < 0 ? "-" + DecimalText.print(-minor, precision) : DecimalText.print(minor, precision);
    }
}
