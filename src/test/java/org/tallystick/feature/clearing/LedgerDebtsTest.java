package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.clearing.Debts;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;

class LedgerDebtsTest {

    private static final int PEOPLE = 24;
    private static final Policy ASKS_FIRST = new Policy(
            true, Optional.of(false), OptionalLong.empty(), OptionalLong.empty(), List.of(), Optional.empty());

    @Test
    void whatIsFoundByCommonNeighboursIsWhatIsFoundDebtByDebt() {
        int ways = 0;
        for (int seed = 0; seed < 20; seed++) {
            Ledger ledger = ledger(new Random(seed));
            LedgerDebts debts = LedgerDebts.withoutAsking(
                    ledger.view(),
                    java.util.Objects.requireNonNull(ledger.view().equivalent("HOUR")));
            Debts oneByOne = debtByDebt(debts);
            for (int debtor = 0; debtor < PEOPLE; debtor++) {
                for (int creditor = 0; creditor < PEOPLE; creditor++) {
                    if (debtor != creditor) {
                        Map<Integer, Long> expected = between(oneByOne, debtor, creditor, Integer.MAX_VALUE);
                        assertThat(between(debts, debtor, creditor, Integer.MAX_VALUE))
                                .as("from %d to %d, seed %d", debtor, creditor, seed)
                                .isEqualTo(expected);
                        ways += expected.size();
                    }
                }
            }
        }
        assertThat(ways).isGreaterThan(1_000);
    }

    @Test
    void aVisitorThatHasSeenEnoughIsAskedNoMore() {
        Ledger ledger = ledger(new Random(1));
        LedgerDebts debts = LedgerDebts.withoutAsking(
                ledger.view(), java.util.Objects.requireNonNull(ledger.view().equivalent("HOUR")));
        int cut = 0;
        for (int debtor = 0; debtor < PEOPLE; debtor++) {
            for (int creditor = 0; creditor < PEOPLE; creditor++) {
                if (debtor != creditor
                        && between(debts, debtor, creditor, Integer.MAX_VALUE).size() > 1) {
                    assertThat(between(debts, debtor, creditor, 1)).hasSize(1);
                    cut++;
                }
            }
        }
        assertThat(cut).isPositive();
    }

    @Test
    void aCopyInSlicesOfAnySizeHasEachDebtOnceAndSaysWhoAsks() {
        int asking = 0;
        for (int seed = 0; seed < 20; seed++) {
            Ledger ledger = ledger(new Random(seed));
            LedgerView view = ledger.view();
            Equivalent hour = java.util.Objects.requireNonNull(view.equivalent("HOUR"));
            DebtCopy copy = new DebtCopy(1 + seed);
            int slices = 1;
            copy.makeRoom();
            while (!copy.copySome(view, hour)) {
                slices++;
                copy.makeRoom();
            }
            LedgerDebts all = LedgerDebts.all(view, hour, List.of());
            LedgerDebts withoutAsking = LedgerDebts.withoutAsking(view, hour);
            int count = 0;
            for (int debtor = 0; debtor < PEOPLE; debtor++) {
                for (int creditor = 0; creditor < PEOPLE; creditor++) {
                    long amountMinor = debtor == creditor ? 0 : all.clearableMinor(debtor, creditor);
                    int at = copy.find(debtor, creditor);
                    assertThat(at >= 0).isEqualTo(amountMinor > 0);
                    if (at >= 0) {
                        count++;
                        assertThat(copy.amountMinor(at)).isEqualTo(amountMinor);
                        assertThat(copy.asks(at)).isEqualTo(withoutAsking.clearableMinor(debtor, creditor) == 0);
                        assertThat(copy.line(at)).isEqualTo(new UUID(creditor, debtor));
                    }
                }
            }
            assertThat(copy.count()).isEqualTo(count);
            assertThat(slices).isGreaterThan(4 * count / (4 + seed));
            asking += copy.asking();
        }
        assertThat(asking).isPositive();
    }

    @Test
    void whatMovesBetweenSlicesIsThereOnceAtMostAndWhatDoesNotIsThereThoughRowsShift() {
        Ledger ledger = ledger(new Random(3));
        Equivalent hour = java.util.Objects.requireNonNull(ledger.view().equivalent("HOUR"));
        DebtCopy copy = new DebtCopy(1);
        Random random = new Random(4);
        List<UUID> lines = new ArrayList<>();
        ledger.view().forEachLine(line -> lines.add(line.id()));
        Set<UUID> moved = new HashSet<>();
        int opened = 0;
        copy.makeRoom();
        while (!copy.copySome(ledger.view(), hour)) {
            UUID line = lines.get(random.nextInt(lines.size()));
            Direction direction = random.nextBoolean() ? Direction.OWE : Direction.CANCEL;
            if (ledger.apply(new Operation.MoveDebt(line, direction, 1 + random.nextInt(99), Operation.DebtUse.PAYMENT))
                    .isEmpty()) {
                moved.add(line);
            }
            int from = random.nextInt(PEOPLE);
            int to = (from + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            opened += ledger.apply(line(from, to, Policy.DEFAULT)).isEmpty() ? 1 : 0;
            copy.makeRoom();
        }
        assertThat(moved).hasSizeGreaterThan(50).hasSizeLessThan(lines.size() - 50);
        assertThat(opened).isGreaterThan(50);
        for (int at = 1; at < copy.count(); at++) {
            boolean ascending = copy.debtor(at - 1) < copy.debtor(at)
                    || (copy.debtor(at - 1) == copy.debtor(at) && copy.creditor(at - 1) < copy.creditor(at));
            assertThat(ascending).isTrue();
        }
        LedgerDebts all = LedgerDebts.all(ledger.view(), hour, List.of());
        for (UUID line : lines) {
            int creditor = (int) line.getMostSignificantBits();
            int debtor = (int) line.getLeastSignificantBits();
            if (!moved.contains(line)) {
                assertThat(copy.find(debtor, creditor) >= 0).isEqualTo(all.clearableMinor(debtor, creditor) > 0);
            }
        }
    }

    private static Operation line(int from, int to, Policy policy) {
        return new Operation.OpenLine(
                new UUID(from, to), person(from).pid(), person(to).pid(), "HOUR", 1_000, policy);
    }

    private static KeyPair person(int number) {
        return KeyPair.fromSeed(Sha256.of(new byte[] {(byte) number}));
    }

    private static Map<Integer, Long> between(Debts debts, int debtor, int creditor, int most) {
        TreeMap<Integer, Long> found = new TreeMap<>();
        debts.forEachBetween(debtor, creditor, (node, amountMinor) -> {
            assertThat(found.put(node, amountMinor)).as("each once").isNull();
            return found.size() < most;
        });
        return found;
    }

    /** The same debts by the way that every implementation inherits. */
    private static Debts debtByDebt(Debts debts) {
        return new Debts() {
            @Override
            public long clearableMinor(int debtor, int creditor) {
                return debts.clearableMinor(debtor, creditor);
            }

            @Override
            public void forEachCreditor(int debtor, CreditorVisitor visitor) {
                debts.forEachCreditor(debtor, visitor);
            }
        };
    }

    /** Some with very many lines and some with few, debts on half of them, and some that want to be asked. */
    private static Ledger ledger(Random random) {
        Ledger ledger = new Ledger();
        ledger.beginBlock(1);
        int mark = ledger.beginTransaction();
        assertThat(mark).isZero();
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation.DefineEquivalent("HOUR", 2, true));
        for (int i = 0; i < PEOPLE; i++) {
            operations.add(new Operation.OpenAccount(
                    person(i).pid(), AccountStatus.ACTIVE, person(i).publicKey()));
        }
        for (int from = 0; from < PEOPLE; from++) {
            for (int to = 0; to < PEOPLE; to++) {
                if (from != to && random.nextInt(PEOPLE) < Math.max(from, to)) {
                    operations.add(line(from, to, random.nextInt(8) == 0 ? ASKS_FIRST : Policy.DEFAULT));
                    if (random.nextBoolean()) {
                        operations.add(new Operation.MoveDebt(
                                new UUID(from, to), Direction.OWE, 1 + random.nextInt(900), Operation.DebtUse.PAYMENT));
                    }
                }
            }
        }
        // Where the other owes already, a debt cannot run the other way; such moves are refused one by one.
        operations.forEach(ledger::apply);
        return ledger;
    }
}
