package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.NaiveBooks.Trust;

/** Makes single operations up without looking whether they can be done; most cannot. */
final class OddCommands {

    private static final String[] CODES = {"HOUR", "OTC", "SAT", "KWH", "hour", "", "A_CODE_OF_SEVENTEEN"};

    private final Random random;
    private final NaiveLedger model;

    OddCommands(Random random, NaiveLedger model) {
        this.random = random;
        this.model = model;
    }

    List<Operation> make() {
        int dice = random.nextInt(10);
        if (dice == 6) {
            return openHold();
        }
        return List.of(
                switch (dice) {
                    case 0 -> openAccount();
                    case 1 -> changeAccount();
                    case 2 -> define();
                    case 3 -> openLine();
                    case 4 -> changeLine();
                    case 5 -> new Operation.CloseLine(line());
                    case 7 -> new Operation.HoldLeg(hold(), random.nextInt(3), line(), direction(), amount());
                    case 8 -> new Operation.ReleaseHold(hold(), random.nextInt(3), line(), amount());
                    default -> new Operation.MoveDebt(line(), direction(), amount(), use());
                });
    }

    private Operation openAccount() {
        Pid pid = random.nextInt(4) == 0 ? Cast.STRANGER : person();
        boolean keyed = random.nextBoolean();
        AccountStatus status = keyed ? AccountStatus.UNCLAIMED : AccountStatus.ACTIVE;
        return new Operation.OpenAccount(pid, status, keyed ? Cast.key(random) : null);
    }

    private Operation changeAccount() {
        AccountStatus status = random.nextInt(3) == 0 ? null : AccountStatus.UNCLAIMED;
        return new Operation.ChangeAccount(person(), status, random.nextBoolean() ? Cast.key(random) : null);
    }

    private Operation define() {
        String code = CODES[random.nextInt(CODES.length)];
        Integer known = model.books().decimals.get(code);
        if (known != null) {
            return new Operation.DefineEquivalent(
                    code, random.nextBoolean() ? known : random.nextInt(9), random.nextBoolean());
        }
        return new Operation.DefineEquivalent(
                code.equals("HOUR") ? "hour" : code + "?", random.nextInt(9), random.nextBoolean());
    }

    private Operation openLine() {
        String unit = random.nextInt(3) == 0 ? "NOTHING" : "HOUR";
        UUID id = random.nextBoolean() ? line() : Cast.id(random);
        return new Operation.OpenLine(id, person(), person(), unit, random.nextInt(100), Policy.DEFAULT);
    }

    private Operation changeLine() {
        Optional<LineStatus> status =
                random.nextBoolean() ? Optional.of(LineStatus.CLOSED) : Optional.of(LineStatus.ACTIVE);
        return new Operation.ChangeLine(line(), OptionalLong.of(random.nextInt(500)), Optional.empty(), status);
    }

    private List<Operation> openHold() {
        UUID hold = hold();
        return List.of(
                new Operation.OpenHold(hold, person(), List.of(person()), model.timeMs() + random.nextInt(3)),
                new Operation.HoldLeg(hold, random.nextInt(3), line(), direction(), amount()));
    }

    private Pid person() {
        List<Pid> people = model.people();
        return random.nextInt(6) == 0 ? Cast.STRANGER : people.get(random.nextInt(people.size()));
    }

    /** Any line, closed ones more often than chance has it, or none. */
    private UUID line() {
        List<UUID> ids = new ArrayList<>();
        boolean closed = random.nextInt(3) == 0;
        for (Trust line : model.books().lines.values()) {
            if (!closed || line.status == LineStatus.CLOSED) {
                ids.add(line.id);
            }
        }
        return ids.isEmpty() || random.nextInt(8) == 0 ? Cast.id(random) : ids.get(random.nextInt(ids.size()));
    }

    private UUID hold() {
        List<UUID> ids = new ArrayList<>(model.books().holds.keySet());
        return ids.isEmpty() || random.nextInt(6) == 0 ? Cast.id(random) : ids.get(random.nextInt(ids.size()));
    }

    private Operation.DebtUse use() {
        int dice = random.nextInt(3);
        if (dice < 2) {
            return dice == 0 ? Operation.DebtUse.PAYMENT : Operation.DebtUse.CLEARING;
        }
        Map<UUID, NaiveBooks.Held> holds = model.books().holds;
        UUID id = hold();
        NaiveBooks.Held held = holds.get(id);
        int leg = held == null || held.legs.isEmpty() ? 0 : held.legs.firstKey();
        return new Operation.DebtUse.Capture(id, leg);
    }

    private Direction direction() {
        return random.nextBoolean() ? Direction.OWE : Direction.CANCEL;
    }

    private long amount() {
        return random.nextInt(12) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(300);
    }
}
