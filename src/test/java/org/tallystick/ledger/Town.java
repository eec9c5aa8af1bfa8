package org.tallystick.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/** A small town for tests of single rules: some people, the unit HOUR with two decimals, every step a block of its own. */
final class Town {

    static final long DAY_MS = 86_400_000;

    /** Noon of some day. */
    static final long NOON_MS = 20_000 * DAY_MS + DAY_MS / 2;

    static final Policy OPEN = Policy.DEFAULT;

    final Pid ann = Cast.pid(0);
    final Pid ben = Cast.pid(1);
    final Pid cat = Cast.pid(2);
    Ledger ledger = new Ledger();
    private long nowMs = NOON_MS;
    private int ids;

    Town() {
        done(new Operation.DefineEquivalent("HOUR", 2, true));
        for (int i = 0; i < 3; i++) {
            done(new Operation.OpenAccount(Cast.pid(i), AccountStatus.ACTIVE, Cast.KEYS.get(i)));
        }
    }

    static Policy daily(long amountMinor) {
        return new Policy(
                true,
                Optional.empty(),
                OptionalLong.of(amountMinor),
                OptionalLong.empty(),
                List.of(),
                Optional.empty());
    }

    static Policy allowHolds(long amountMinor, int days) {
        return new Policy(
                true,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                Optional.of(new Policy.AllowHolds(amountMinor, days)));
    }

    /** The time of the next block. */
    void at(long timestampMs) {
        nowMs = timestampMs;
    }

    long nowMs() {
        return nowMs;
    }

    UUID id() {
        return new UUID(7, ids++);
    }

    /** Does operations as one transaction in a block; says what they are refused for, and then has done none of them. */
    Optional<Refusal> attempt(Operation... operations) {
        ledger.beginBlock(nowMs);
        int mark = ledger.beginTransaction();
        Optional<Refusal> refusal = ledger.applyAll(List.of(operations));
        if (refusal.isPresent()) {
            ledger.undoTransaction(mark);
        } else {
            ledger.endTransaction(new byte[32]);
        }
        ledger.checkBlock();
        ledger.keepBlock();
        ledger.checkEverything().run();
        return refusal;
    }

    /** The code by which operations are refused, or null where they were done. */
    @Nullable
    ErrorCode codeOf(Operation... operations) {
        return attempt(operations).map(Refusal::code).orElse(null);
    }

    /** Does operations that cannot fail here. */
    void done(Operation... operations) {
        Optional<Refusal> refusal = attempt(operations);
        if (refusal.isPresent()) {
            throw new AssertionError(List.of(operations) + " was refused: " + refusal.get());
        }
    }

    UUID line(Pid creditor, Pid debtor, long limitMinor) {
        return line(creditor, debtor, limitMinor, OPEN);
    }

    UUID line(Pid creditor, Pid debtor, long limitMinor, Policy policy) {
        UUID id = id();
        done(new Operation.OpenLine(id, creditor, debtor, "HOUR", limitMinor, policy));
        return id;
    }

    /** A hold of who pays on one way, agreed to by {@code parties}. */
    UUID hold(Pid from, Pid to, long amountMinor, Pid... parties) {
        UUID id = id();
        done(holding(id, from, to, amountMinor, nowMs + 30 * DAY_MS, parties));
        return id;
    }

    Operation[] holding(UUID id, Pid from, Pid to, long amountMinor, long expiresAtMs, Pid... parties) {
        return new Operation[] {
            new Operation.OpenHold(id, from, List.of(parties), expiresAtMs), leg(id, 0, from, to, amountMinor)
        };
    }

    Operation leg(UUID hold, int number, Pid from, Pid to, long amountMinor) {
        Line theirs = lineOf(to, from);
        return theirs != null
                ? new Operation.HoldLeg(hold, number, theirs.id(), Direction.OWE, amountMinor)
                : new Operation.HoldLeg(
                        hold, number, Objects.requireNonNull(lineOf(from, to)).id(), Direction.CANCEL, amountMinor);
    }

    /** The steps of an amount from one to another: first cancel, then owe. */
    Operation[] hop(Pid from, Pid to, long amountMinor, Operation.DebtUse use) {
        List<Operation> steps = new ArrayList<>();
        long cancelMinor = Math.min(amountMinor, owes(to, from));
        if (cancelMinor > 0) {
            steps.add(new Operation.MoveDebt(
                    Objects.requireNonNull(lineOf(from, to)).id(), Direction.CANCEL, cancelMinor, use));
        }
        if (amountMinor > cancelMinor) {
            UUID line = Objects.requireNonNull(lineOf(to, from)).id();
            steps.add(new Operation.MoveDebt(line, Direction.OWE, amountMinor - cancelMinor, use));
        }
        return steps.toArray(Operation[]::new);
    }

    Operation[] paying(Pid from, Pid to, long amountMinor) {
        return hop(from, to, amountMinor, Operation.DebtUse.PAYMENT);
    }

    void pay(Pid from, Pid to, long amountMinor) {
        done(paying(from, to, amountMinor));
    }

    Operation[] capturing(UUID hold, Pid from, Pid to, long amountMinor) {
        return hop(from, to, amountMinor, new Operation.DebtUse.Capture(hold, 0));
    }

    Operation clearing(UUID line, long amountMinor) {
        return new Operation.MoveDebt(line, Direction.CANCEL, amountMinor, Operation.DebtUse.CLEARING);
    }

    Operation limit(UUID line, long limitMinor) {
        return new Operation.ChangeLine(line, OptionalLong.of(limitMinor), Optional.empty(), Optional.empty());
    }

    Operation policy(UUID line, Policy policy) {
        return new Operation.ChangeLine(line, OptionalLong.empty(), Optional.of(policy), Optional.empty());
    }

    Operation status(UUID line, LineStatus status) {
        return new Operation.ChangeLine(line, OptionalLong.empty(), Optional.empty(), Optional.of(status));
    }

    Operation status(Pid pid, AccountStatus status) {
        return new Operation.ChangeAccount(pid, status, null);
    }

    static Operation opening(int number) {
        PublicKey key = Cast.KEYS.get(number);
        return new Operation.OpenAccount(Pid.of(key), AccountStatus.ACTIVE, key);
    }

    @Nullable
    Line lineOf(Pid creditor, Pid debtor) {
        Pair pair = pair(creditor, debtor);
        return pair == null ? null : pair.trustOf(account(creditor));
    }

    @Nullable
    Pair pair(Pid one, Pid other) {
        return ledger.view().pair(account(one), account(other), hour());
    }

    Account account(Pid pid) {
        return Objects.requireNonNull(ledger.view().account(pid));
    }

    Equivalent hour() {
        return Objects.requireNonNull(ledger.view().equivalent("HOUR"));
    }

    long owes(Pid debtor, Pid creditor) {
        Pair pair = pair(debtor, creditor);
        return pair == null ? 0 : pair.owesMinor(account(debtor));
    }

    long held(Pid from, Pid to) {
        Pair pair = pair(from, to);
        return pair == null ? 0 : pair.heldFromMinor(account(from));
    }

    long spendable(Pid from, Pid to) {
        return ledger.view().capacityMinor(account(from), account(to), hour());
    }

    long net(Pid pid) {
        Position position = account(pid).position(hour().number());
        return position == null ? 0 : position.netMinor();
    }

    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            ledger.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Ledger read(byte[] snapshot) throws IOException {
        return Ledger.readFrom(new DataInputStream(new ByteArrayInputStream(snapshot)));
    }
}
