package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.invariant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.UndoLog;

/**
 * The proposals that are open, and for a while those that were. Bounded. Owned by the ledger thread; each change can be undone.
 */
final class Proposals {

    /** The most that are open at once. */
    static final int MAX_OPEN = 1_000;

    /** The most that are open for one line. */
    static final int MAX_OF_LINE = 3;

    /** The most that one person is asked about at once, so that nobody's circles take the place of all others. */
    static final int MAX_OF_PERSON = 20;

    /** The most that are remembered after their end. */
    static final int MAX_ENDED = 1_000;

    private static final int MAX_ID_BYTES = 100;

    /** When something falls due, and of which proposal. */
    private record Due(long atMs, String id) implements Comparable<Due> {

        private static final Comparator<Due> ORDER =
                Comparator.comparingLong(Due::atMs).thenComparing(Due::id);

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }

    private final TreeMap<String, Proposal> all = new TreeMap<>();
    private final TreeSet<Due> expiries = new TreeSet<>();
    private final TreeSet<Due> ends = new TreeSet<>();
    private final Map<UUID, TreeSet<String>> openOfLine = new HashMap<>();
    private final Map<Pid, Integer> openOfPerson = new HashMap<>();

    int openCount() {
        return expiries.size();
    }

    /** All that are known, in the order of their ids. */
    Collection<Proposal> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /** A proposal that is open, or ended not too long ago. */
    Optional<Proposal> find(String id, long nowMs) {
        return Optional.ofNullable(all.get(id)).filter(proposal -> !isForgotten(proposal, nowMs));
    }

    private static boolean isForgotten(Proposal proposal, long nowMs) {
        return !proposal.isOpen() && proposal.endedAtMs() + Proposal.REMEMBERED_MS < nowMs;
    }

    /** Whether a circle may be proposed; none that is open already with any amount, and none that was just rejected. */
    boolean mayPropose(Circle circle, long nowMs) {
        if (openCount() >= MAX_OPEN) {
            return false;
        }
        for (UUID line : circle.lines()) {
            if (openOf(line).size() >= MAX_OF_LINE) {
                return false;
            }
        }
        for (String id : openOf(circle.lines().getFirst())) {
            if (indexed(id).circle().sameLinesAs(circle)) {
                return false;
            }
        }
        return ends.stream()
                .map(end -> indexed(end.id()))
                .noneMatch(ended -> ended.state() == ProposalState.REJECTED
                        && ended.circle().sameLinesAs(circle)
                        && !isForgotten(ended, nowMs));
    }

    /** Whether these people may be asked one thing more. A rule for what is proposed from now on; history may hold more. */
    boolean mayAsk(Collection<Pid> people) {
        return people.stream().allMatch(pid -> openOfPerson.getOrDefault(pid, 0) < MAX_OF_PERSON);
    }

    /** Open proposals for any line of a circle that could not be carried out any more, each once. */
    List<Proposal> staleAround(Circle circle, LedgerView ledger) {
        TreeSet<String> around = new TreeSet<>();
        circle.lines().forEach(line -> around.addAll(openOf(line)));
        return around.stream()
                .map(this::indexed)
                .filter(proposal -> !proposal.circle().holds(ledger))
                .toList();
    }

    private Collection<String> openOf(UUID line) {
        TreeSet<String> ids = openOfLine.get(line);
        return ids == null ? List.of() : ids;
    }

    private Proposal indexed(String id) {
        return Objects.requireNonNull(all.get(id), "An index names proposals that are there");
    }

    boolean hasExpired(long nowMs) {
        return !expiries.isEmpty() && expiries.first().atMs() <= nowMs;
    }

    /** Open ones whose time is over, those that ran out first at the front. */
    List<Proposal> expired(long nowMs, int atMost) {
        List<Proposal> expired = new ArrayList<>();
        for (Due due : expiries) {
            if (due.atMs() > nowMs || expired.size() == atMost) {
                break;
            }
            expired.add(indexed(due.id()));
        }
        return expired;
    }

    void add(Proposal proposal, UndoLog undo) {
        invariant(
                proposal.isOpen() && proposal.isInTime() && mayPropose(proposal.circle(), proposal.proposedAtMs()),
                "What is proposed may be");
        while (!ends.isEmpty() && isForgotten(indexed(ends.first().id()), proposal.proposedAtMs())) {
            change(indexed(ends.first().id()), null, undo);
        }
        change(all.get(proposal.id()), proposal, undo);
    }

    void accept(Proposal proposal, Pid by, UndoLog undo) {
        invariant(
                proposal.isOpen()
                        && proposal.asked().contains(by)
                        && !proposal.accepted().contains(by),
                "Who accepts is asked, once");
        change(proposal, proposal.acceptedBy(by), undo);
    }

    void end(Proposal proposal, ProposalState how, long nowMs, UndoLog undo) {
        invariant(proposal.isOpen() && how != ProposalState.OPEN, "What ends was open");
        change(proposal, proposal.ended(how, nowMs), undo);
        while (ends.size() > MAX_ENDED) {
            change(indexed(ends.first().id()), null, undo);
        }
    }

    private void change(@Nullable Proposal before, @Nullable Proposal after, UndoLog undo) {
        replace(before, after);
        undo.onUndo(() -> replace(after, before));
    }

    private void replace(@Nullable Proposal before, @Nullable Proposal after) {
        if (before != null) {
            all.remove(before.id());
            if (before.isOpen()) {
                expiries.remove(new Due(before.expiresAtMs(), before.id()));
                before.circle().lines().forEach(line -> removeFromLine(line, before.id()));
                before.asked()
                        .forEach(pid -> openOfPerson.computeIfPresent(pid, (who, open) -> open == 1 ? null : open - 1));
            } else {
                ends.remove(new Due(before.endedAtMs(), before.id()));
            }
        }
        if (after != null) {
            all.put(after.id(), after);
            if (after.isOpen()) {
                expiries.add(new Due(after.expiresAtMs(), after.id()));
                after.circle()
                        .lines()
                        .forEach(line -> openOfLine
                                .computeIfAbsent(line, none -> new TreeSet<>())
                                .add(after.id()));
                after.asked().forEach(pid -> openOfPerson.merge(pid, 1, Integer::sum));
            } else {
                ends.add(new Due(after.endedAtMs(), after.id()));
            }
        }
    }

    private void removeFromLine(UUID line, String id) {
        TreeSet<String> ids = openOfLine.get(line);
        if (ids != null) {
            ids.remove(id);
            if (ids.isEmpty()) {
                openOfLine.remove(line);
            }
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(all.size());
        for (Proposal proposal : all.values()) {
            out.writeUTF(proposal.id());
            Circle circle = proposal.circle();
            out.writeInt(circle.hops());
            for (UUID line : circle.lines()) {
                out.writeLong(line.getMostSignificantBits());
                out.writeLong(line.getLeastSignificantBits());
            }
            out.writeUTF(circle.equivalent());
            out.writeLong(circle.amountMinor());
            write(proposal.asked(), out);
            write(proposal.accepted(), out);
            out.writeLong(proposal.proposedAtMs());
            out.writeLong(proposal.expiresAtMs());
            out.writeUTF(proposal.state().name());
            out.writeLong(proposal.endedAtMs());
        }
    }

    private static void write(List<Pid> pids, DataOutput out) throws IOException {
        out.writeInt(pids.size());
        for (Pid pid : pids) {
            out.writeUTF(pid.text());
        }
    }

    void readFrom(DataInput in) throws IOException {
        int count = size(in, MAX_OPEN + MAX_ENDED);
        for (int i = 0; i < count; i++) {
            try {
                replace(null, read(in));
            } catch (IllegalArgumentException impossible) {
                throw new IOException("A snapshot has a proposal that cannot be", impossible);
            }
        }
    }

    private static Proposal read(DataInput in) throws IOException {
        String id = in.readUTF();
        if (id.length() > MAX_ID_BYTES) {
            throw new IOException("A snapshot has an id that is too long");
        }
        int hops = size(in, Circle.MAX_HOPS);
        List<UUID> lines = new ArrayList<>(hops);
        for (int i = 0; i < hops; i++) {
            lines.add(new UUID(in.readLong(), in.readLong()));
        }
        Circle circle = new Circle(lines, in.readUTF(), in.readLong());
        return new Proposal(
                id,
                circle,
                pids(in),
                pids(in),
                in.readLong(),
                in.readLong(),
                ProposalState.valueOf(in.readUTF()),
                in.readLong());
    }

    private static List<Pid> pids(DataInput in) throws IOException {
        int count = size(in, Circle.MAX_HOPS);
        List<Pid> pids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pids.add(new Pid(in.readUTF()));
        }
        return pids;
    }

    private static int size(DataInput in, int atMost) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > atMost) {
            throw new IOException("A snapshot has a count that is out of bounds");
        }
        return size;
    }
}
