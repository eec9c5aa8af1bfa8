package org.tallystick.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * The state of a ledger as bytes. The node frames them with a version and a checksum; here only what cannot be is refused.
 * Order is that of the state's own numbers, so that the same state of the same history gives the same bytes.
 */
final class LedgerSnapshot {

    private static final int HAS_POLICY = 1;

    private LedgerSnapshot() {}

    static void write(LedgerState state, DataOutput out) throws IOException {
        out.writeLong(state.timestampMs);
        out.writeInt(state.equivalents.size());
        for (Equivalent equivalent : state.equivalents) {
            out.writeUTF(equivalent.code);
            out.writeByte(equivalent.precision);
            out.writeBoolean(equivalent.active);
        }
        out.writeInt(state.accounts.size());
        for (Account account : state.accounts) {
            writeAccount(account, out);
        }
        List<Line> lines = new ArrayList<>(state.lines.values());
        lines.sort(java.util.Comparator.comparing(line -> line.id));
        out.writeInt(lines.size());
        for (Line line : lines) {
            writeLine(line, out);
        }
        List<Hold> holds = new ArrayList<>(state.holds.values());
        holds.sort(java.util.Comparator.comparing(hold -> hold.id));
        out.writeInt(holds.size());
        for (Hold hold : holds) {
            writeHold(hold, out);
        }
    }

    static void read(LedgerState state, DataInput in) throws IOException {
        state.timestampMs = in.readLong();
        int equivalents = count(in);
        for (int i = 0; i < equivalents; i++) {
            Equivalent equivalent = new Equivalent(i, in.readUTF(), in.readByte(), in.readBoolean());
            state.equivalents.add(equivalent);
            state.equivalentsByCode.put(equivalent.code, equivalent);
        }
        int accounts = count(in);
        for (int i = 0; i < accounts; i++) {
            Account account = readAccount(i, in);
            state.accounts.add(account);
            state.accountsByPid.put(account.pid, account);
        }
        int lines = count(in);
        for (int i = 0; i < lines; i++) {
            Line line = readLine(state, in);
            state.lines.put(line.id, line);
        }
        int holds = count(in);
        for (int i = 0; i < holds; i++) {
            Hold hold = readHold(state, in);
            state.add(hold);
        }
    }

    private static void writeAccount(Account account, DataOutput out) throws IOException {
        out.writeUTF(account.pid.text());
        out.writeUTF(account.status.word());
        PublicKey key = account.key;
        out.writeBoolean(key != null);
        if (key != null) {
            out.write(key.bytes());
        }
        out.writeLong(account.seq);
        out.write(account.head);
    }

    private static Account readAccount(int number, DataInput in) throws IOException {
        Pid pid = new Pid(in.readUTF());
        AccountStatus status = AccountStatus.ofWord(in.readUTF());
        @Nullable PublicKey key = in.readBoolean() ? PublicKey.ofStored(bytes(in)) : null;
        Account account = new Account(number, pid, status, key);
        account.seq = in.readLong();
        account.head = bytes(in);
        return account;
    }

    /** The debt and what is held stand with each line of the pair; reading checks that both lines of a pair agree. */
    private static void writeLine(Line line, DataOutput out) throws IOException {
        writeId(line.id, out);
        out.writeInt(line.creditor.number);
        out.writeInt(line.debtor.number);
        out.writeInt(line.pair.equivalent.number);
        out.writeLong(line.openedAtMs);
        out.writeLong(line.limitMinor);
        out.writeUTF(line.status.word());
        out.writeLong(line.creditDay);
        out.writeLong(line.creditOfDayMinor);
        if (line.status != LineStatus.CLOSED) {
            out.writeLong(line.pair.lowOwesMinor);
            out.writeLong(line.pair.heldFromLowMinor);
            out.writeLong(line.pair.heldFromHighMinor);
        }
        writePolicy(line.policy, out);
    }

    private static Line readLine(LedgerState state, DataInput in) throws IOException {
        UUID id = readId(in);
        Account creditor = state.account(in.readInt());
        Account debtor = state.account(in.readInt());
        Pair pair = state.pairToWrite(creditor, debtor, state.equivalent(in.readInt()));
        Line line = new Line(id, creditor, debtor, pair, in.readLong(), in.readLong(), Policy.DEFAULT);
        line.status = LineStatus.ofWord(in.readUTF());
        line.creditDay = in.readLong();
        line.creditOfDayMinor = in.readLong();
        if (line.status != LineStatus.CLOSED) {
            readPair(pair, line, in);
        }
        line.policy = readPolicy(in);
        return line;
    }

    private static void readPair(Pair pair, Line line, DataInput in) throws IOException {
        boolean first = pair.lowTrusts == null && pair.highTrusts == null;
        long lowOwesMinor = in.readLong();
        long heldFromLowMinor = in.readLong();
        long heldFromHighMinor = in.readLong();
        if (pair.trustOf(line.creditor) != null
                || (!first
                        && (pair.lowOwesMinor != lowOwesMinor
                                || pair.heldFromLowMinor != heldFromLowMinor
                                || pair.heldFromHighMinor != heldFromHighMinor))) {
            throw new IOException("The two lines of a pair disagree");
        }
        pair.setTrustOf(line.creditor, line);
        if (first) {
            pair.lowOwesMinor = lowOwesMinor;
            pair.heldFromLowMinor = heldFromLowMinor;
            pair.heldFromHighMinor = heldFromHighMinor;
            addNet(pair, pair.low);
            addNet(pair, pair.high);
        }
    }

    private static void addNet(Pair pair, Account account) {
        Position position = account.positionToWrite(pair.equivalent.number);
        // What wraps on the way comes back, because the net itself fits.
        position.netMinor += pair.owedToMinor(account);
    }

    private static void writePolicy(Policy policy, DataOutput out) throws IOException {
        if (policy.equals(Policy.DEFAULT)) {
            out.writeByte(0);
            return;
        }
        out.writeByte(HAS_POLICY);
        out.writeBoolean(policy.canBeIntermediate());
        out.writeByte(policy.autoClearing().map(yes -> yes ? 1 : 0).orElse(-1));
        out.writeLong(policy.dailyLimitMinor().orElse(-1));
        out.writeLong(policy.maxHopUsageMinor().orElse(-1));
        out.writeInt(policy.blockedParticipants().size());
        for (Pid pid : policy.blockedParticipants()) {
            out.writeUTF(pid.text());
        }
        out.writeBoolean(policy.allowHolds().isPresent());
        if (policy.allowHolds().isPresent()) {
            out.writeLong(policy.allowHolds().get().amountMinor());
            out.writeInt(policy.allowHolds().get().days());
        }
    }

    private static Policy readPolicy(DataInput in) throws IOException {
        if (in.readByte() != HAS_POLICY) {
            return Policy.DEFAULT;
        }
        boolean canBeIntermediate = in.readBoolean();
        byte clearing = in.readByte();
        long dailyMinor = in.readLong();
        long usageMinor = in.readLong();
        int blocked = count(in);
        List<Pid> blockedParticipants = new ArrayList<>();
        for (int i = 0; i < blocked; i++) {
            blockedParticipants.add(new Pid(in.readUTF()));
        }
        Optional<Policy.AllowHolds> allowHolds =
                in.readBoolean() ? Optional.of(new Policy.AllowHolds(in.readLong(), in.readInt())) : Optional.empty();
        return new Policy(
                canBeIntermediate,
                clearing < 0 ? Optional.empty() : Optional.of(clearing == 1),
                dailyMinor < 0 ? OptionalLong.empty() : OptionalLong.of(dailyMinor),
                usageMinor < 0 ? OptionalLong.empty() : OptionalLong.of(usageMinor),
                blockedParticipants,
                allowHolds);
    }

    private static void writeHold(Hold hold, DataOutput out) throws IOException {
        writeId(hold.id, out);
        out.writeInt(hold.owner.number);
        int[] parties = hold.parties.stream().mapToInt(Account::number).sorted().toArray();
        out.writeInt(parties.length);
        for (int party : parties) {
            out.writeInt(party);
        }
        out.writeLong(hold.expiresAtMs);
        out.writeInt(hold.legs.size());
        for (var entry : hold.legs.entrySet()) {
            Hold.Leg leg = entry.getValue();
            out.writeInt(entry.getKey());
            writeId(leg.line.id, out);
            out.writeUTF(leg.direction.word());
            out.writeLong(leg.amountMinor);
            out.writeLong(leg.capturedMinor);
            out.writeLong(leg.releasedMinor);
        }
    }

    private static Hold readHold(LedgerState state, DataInput in) throws IOException {
        UUID id = readId(in);
        Account owner = state.account(in.readInt());
        Set<Account> parties = new HashSet<>();
        int count = count(in);
        for (int i = 0; i < count; i++) {
            parties.add(state.account(in.readInt()));
        }
        Hold hold = new Hold(id, owner, parties, in.readLong());
        int legs = count(in);
        for (int i = 0; i < legs; i++) {
            int number = in.readInt();
            Line line = state.line(readId(in));
            if (line == null) {
                throw new IOException("A hold names a line that is not there");
            }
            Hold.Leg leg = new Hold.Leg(line, Direction.ofWord(in.readUTF()), in.readLong());
            leg.capturedMinor = in.readLong();
            leg.releasedMinor = in.readLong();
            hold.legs.put(number, leg);
        }
        return hold;
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("A count is negative");
        }
        return count;
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[32];
        in.readFully(bytes);
        return bytes;
    }

    private static void writeId(UUID id, DataOutput out) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readId(DataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
