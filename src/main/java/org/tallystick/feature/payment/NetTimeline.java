package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;

/**
 * All that changed one account's nets up to a height, in the order of the chain; about 32 bytes each. Immutable.
 */
final class NetTimeline {

    /** Of somebody whose nets were never changed. */
    static final NetTimeline EMPTY =
            new NetTimeline(new long[0], new long[0], new long[0], new int[0], new Kind[0], List.of(), -1);

    private static final int FEW = 64;

    private final long[] places;
    private final long[] timesMs;
    private final long[] changesMinor;
    private final int[] units;
    private final Kind[] kinds;
    private final List<String> codes;
    private final long height;

    /** What changed a net. */
    enum Kind {
        /** A payment that the account made. */
        SENT("payment.sent"),
        /** A payment that the account got. */
        RECEIVED("payment.received"),
        /** Debts that were taken over from elsewhere when the hub began, or whatever else the hub did alone. */
        OTHER("import");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in answers. */
        String word() {
            return word;
        }
    }

    /**
     * A change of one net.
     *
     * @param place of the transaction
     * @param atMs block time
     * @param equivalent the code
     * @param minor by how much, in minor units, not zero
     * @param kind what it was
     */
    record Change(Place place, long atMs, String equivalent, long minor, Kind kind) {}

    private NetTimeline(
            long[] places,
            long[] timesMs,
            long[] changesMinor,
            int[] units,
            Kind[] kinds,
            List<String> codes,
            long height) {
        this.places = places;
        this.timesMs = timesMs;
        this.changesMinor = changesMinor;
        this.units = units;
        this.kinds = kinds;
        this.codes = codes;
        this.height = height;
    }

    /**
     * The timeline with what came after it.
     *
     * @param later in the order of the chain
     * @param newHeight up to which there is nothing else
     */
    NetTimeline and(List<Change> later, long newHeight) {
        int count = places.length + later.size();
        NetTimeline longer = new NetTimeline(
                Arrays.copyOf(places, count),
                Arrays.copyOf(timesMs, count),
                Arrays.copyOf(changesMinor, count),
                Arrays.copyOf(units, count),
                Arrays.copyOf(kinds, count),
                new ArrayList<>(codes),
                newHeight);
        int at = places.length;
        for (Change change : later) {
            invariant(
                    at == 0 || longer.places[at - 1] <= change.place().packed(),
                    "A timeline is in the order of the chain");
            longer.places[at] = change.place().packed();
            longer.timesMs[at] = change.atMs();
            longer.changesMinor[at] = change.minor();
            longer.units[at] = longer.unit(change.equivalent());
            longer.kinds[at++] = change.kind();
        }
        return longer;
    }

    private int unit(String code) {
        int known = codes.indexOf(code);
        if (known < 0) {
            codes.add(code);
            return codes.size() - 1;
        }
        return known;
    }

    /** How many entries are read at first for what is new: few where only that is missing. */
    int firstRead() {
        return places.length == 0 ? AccountHistory.MAX_PAGE : FEW;
    }

    /** How many changes there are. */
    int size() {
        return places.length;
    }

    /** Up to which height there is nothing else, -1 for none. */
    long height() {
        return height;
    }

    /** The place of the last change, -1 for none. */
    long lastPlace() {
        return places.length == 0 ? -1 : places[places.length - 1];
    }

    /** Where a change stands, as one number. */
    long placeAt(int index) {
        return places[index];
    }

    /** Block time of a change. */
    long timeMsAt(int index) {
        return timesMs[index];
    }

    /** By how much the net changed. */
    long minorAt(int index) {
        return changesMinor[index];
    }

    /** In which unit. */
    String codeAt(int index) {
        return codes.get(units[index]);
    }

    /** What it was. */
    Kind kindAt(int index) {
        return kinds[index];
    }
}
