package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.node.Place;

/**
 * One thing that happened to the owner, as the hub's history has it.
 *
 * @param seq the owner's count with it, from 1
 * @param place where it stands in the chain
 * @param atMs block time
 * @param txId its id; empty for somebody else's payment, of which a carrier learns no id
 * @param what what it was
 */
public record Activity(long seq, Place place, long atMs, String txId, What what) {

    /** The block that it stands in. */
    public long height() {
        return place.height();
    }

    /** Kinds of things, by which a list can be filtered. */
    public enum Kind {
        /** The owner paid or was paid. */
        PAYMENT,
        /** A line of the owner, given or received, was opened, changed or closed. */
        LINE,
        /** A circle of debts was cancelled. */
        CLEARING,
        /** Somebody else's payment went over the owner's lines. */
        CARRIED,
        /** Anything else: joining, another name, another key, an import. */
        OTHER
    }

    /** What it was. */
    public sealed interface What {

        /** Of which kind. */
        Kind kind();
    }

    /**
     * A payment.
     *
     * @param sent whether the owner paid
     * @param other who got it, or who paid
     * @param unit the unit
     * @param amountMinor how much, in minor units
     * @param note what the payer wrote
     */
    public record Payment(boolean sent, PersonCard other, Unit unit, long amountMinor, Optional<String> note)
            implements What {

        @Override
        public Kind kind() {
            return Kind.PAYMENT;
        }
    }

    /** What became of a line. */
    public enum LineStep {
        /** It was opened. */
        OPENED,
        /** Its limit or policy changed. */
        CHANGED,
        /** It gives no new credit any more. */
        FROZEN,
        /** It gives new credit again. */
        THAWED,
        /** It was closed. */
        CLOSED
    }

    /**
     * A step in the life of a line.
     *
     * @param step which
     * @param given whether it is the owner's line, by which the other may owe
     * @param other the other end
     * @param unit the unit
     * @param limitMinor the limit after it, in minor units; missing where the step does not name one
     */
    public record LineChange(LineStep step, boolean given, PersonCard other, Unit unit, Optional<Long> limitMinor)
            implements What {

        @Override
        public Kind kind() {
            return Kind.LINE;
        }
    }

    /**
     * A circle of debts that cancelled each other.
     *
     * @param people all in the circle, the owner first, each owing the next
     * @param unit the unit
     * @param amountMinor by how much each debt went down
     */
    public record Clearing(List<PersonCard> people, Unit unit, long amountMinor) implements What {

        /** Keeps an unmodifiable copy. */
        public Clearing {
            people = List.copyOf(people);
        }

        @Override
        public Kind kind() {
            return Kind.CLEARING;
        }
    }

    /**
     * Somebody else's payment that passed through the owner and left their net as it was.
     *
     * @param from the neighbour it came from
     * @param to the neighbour it went to
     * @param unit the unit
     * @param amountMinor how much
     */
    public record Carried(PersonCard from, PersonCard to, Unit unit, long amountMinor) implements What {

        @Override
        public Kind kind() {
            return Kind.CARRIED;
        }
    }

    /**
     * Anything else.
     *
     * @param type the type of the transaction, such as {@code participant.register}
     * @param own whether the owner signed it; else it was done to them
     */
    public record Other(String type, boolean own) implements What {

        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
