package org.tallystick.wallet.replica;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.identity.Pid;
import org.tallystick.node.Place;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.Unit;

/**
 * Something that happened to the owner, as little of it as has to be in memory: a hundred thousand of them are about thirty
 * megabytes. People are PIDs, since names change.
 *
 * @param place where it stands, packed
 * @param atMs block time
 * @param txId its id; empty where somebody else's payment was passed on
 * @param hash of the transaction, 32 bytes, not to be changed
 * @param what what it was
 */
@SuppressWarnings("ArrayRecordComponent")
record Happening(long place, long atMs, String txId, byte[] hash, What what) {

    Place where() {
        return Place.ofPacked(place);
    }

    /** What it was. */
    sealed interface What {

        Activity.Kind kind();
    }

    /** As {@link Activity.Payment}; the note is empty where there is none. */
    record Paid(boolean sent, Pid other, Unit unit, long amountMinor, String note) implements What {

        @Override
        public Activity.Kind kind() {
            return Activity.Kind.PAYMENT;
        }

        Optional<String> maybeNote() {
            return note.isEmpty() ? Optional.empty() : Optional.of(note);
        }
    }

    /** As {@link Activity.LineChange}; the limit is -1 where none is named. */
    record LineStepped(Activity.LineStep step, boolean given, Pid other, Unit unit, long limitMinor) implements What {

        @Override
        public Activity.Kind kind() {
            return Activity.Kind.LINE;
        }

        static long limit(OptionalLong limitMinor) {
            return limitMinor.orElse(-1);
        }

        Optional<Long> maybeLimit() {
            return limitMinor < 0 ? Optional.empty() : Optional.of(limitMinor);
        }
    }

    /** As {@link Activity.Clearing}. */
    record Cleared(List<Pid> people, Unit unit, long amountMinor) implements What {

        Cleared {
            people = List.copyOf(people);
        }

        @Override
        public Activity.Kind kind() {
            return Activity.Kind.CLEARING;
        }
    }

    /** As {@link Activity.Carried}. */
    record PassedOn(Pid from, Pid to, Unit unit, long amountMinor) implements What {

        @Override
        public Activity.Kind kind() {
            return Activity.Kind.CARRIED;
        }
    }

    /** As {@link Activity.Other}, with the kind that it is filtered by. */
    record Anything(Activity.Kind kind, String type, boolean own) implements What {}
}
