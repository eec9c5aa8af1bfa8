package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.tallystick.base.Exempt;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.Node;

/**
 * The people, lines and payments of a measurement: the same for the same seed. Payments are signed beforehand; only their 64
 * bytes are kept, and the statement is put together again by whoever submits it, as a server would from a request's body.
 */
@Exempt(
        rule = {"threads", "clock"},
        reason = "A measurement signs on all processors, and draws the same people and payments from a fixed seed.")
final class BenchCommunity {

    static final String UNIT = "HOUR";

    private static final int USUAL_PEOPLE = 1_000;
    private static final int USUAL_LINES_EACH = 10;
    private static final int LIMIT_MINOR = 100_000_000;
    private static final int CHUNK = 500;
    private static final int SIGNATURE_BYTES = 64;
    private static final long SEED = 7;

    private final Pid hub;
    private final String validUntil;
    private final int people;
    private final int linesEach;
    private final int timeoutMs;
    private final List<KeyPair> keys = new ArrayList<>();
    private final List<Pid> pids = new ArrayList<>();

    /** The community of {@code bench payments}. */
    BenchCommunity(Pid hub, String validUntil) {
        this(hub, validUntil, USUAL_PEOPLE, USUAL_LINES_EACH);
    }

    BenchCommunity(Pid hub, String validUntil, int people, int linesEach) {
        this(hub, validUntil, people, linesEach, Constraints.USUAL_TIMEOUT_MS);
    }

    /** As the others, with payments that wait so long for their turn. */
    BenchCommunity(Pid hub, String validUntil, int people, int linesEach, int timeoutMs) {
        this.hub = hub;
        this.validUntil = validUntil;
        this.people = people;
        this.linesEach = linesEach;
        this.timeoutMs = timeoutMs;
        for (int i = 0; i < people; i++) {
            keys.add(KeyPair.fromSeed(Sha256.of(("bench person " + i).getBytes(US_ASCII))));
            pids.add(keys.getLast().pid());
        }
    }

    /** Opens all accounts and lines. */
    void settle(Node node) {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation.DefineEquivalent(UNIT, 2, true));
        for (int i = 0; i < people; i++) {
            operations.add(new Operation.OpenAccount(
                    pids.get(i), AccountStatus.ACTIVE, keys.get(i).publicKey()));
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int from = 0; from < people; from++) {
            for (int line = 0; line < linesEach; line++) {
                int to = line == 0 ? (from + 1) % people : neighbour(from, line, random);
                operations.add(new Operation.OpenLine(
                        new UUID(SEED, (long) from * linesEach + line),
                        pids.get(from),
                        pids.get(to),
                        UNIT,
                        LIMIT_MINOR,
                        Policy.DEFAULT));
            }
        }
        for (int start = 0; start < operations.size(); start += CHUNK) {
            List<Operation> chunk = operations.subList(start, Math.min(operations.size(), start + CHUNK));
            Answer answer = node.submitAlone(HubTransactions.imported("bench-" + start, List.of(), List.of(), chunk))
                    .join();
            if (!(answer instanceof Answer.Committed)) {
                throw new IllegalStateException("The community of the measurement cannot be made: " + answer);
            }
        }
    }

    /** Neighbours at growing distances, each distance once, so that no line stands twice. */
    private int neighbour(int from, int line, SplittableRandom random) {
        int step = 1 + line * (people / 2 / linesEach) + random.nextInt(people / 2 / linesEach - 1);
        return (from + step) % people;
    }

    int people() {
        return people;
    }

    KeyPair key(int person) {
        return keys.get(person);
    }

    /** The body of a payment as it is sent to a hub. */
    byte[] body(int number, byte[] signatures) {
        SignedStatement statement = statement(number, signatures);
        return CanonicalJson.bytes(statement
                .fields()
                .with("signature", Json.of(statement.signature().text())));
    }

    /** Signs payments on all processors. */
    byte[] sign(int count) {
        byte[] signatures = new byte[count * SIGNATURE_BYTES];
        java.util.stream.IntStream.range(0, count).parallel().forEach(i -> {
            SignedStatement signed = SignedStatement.sign(keys.get(payer(i)), "payment.create", hub, fields(i));
            System.arraycopy(signed.signature().bytes(), 0, signatures, i * SIGNATURE_BYTES, SIGNATURE_BYTES);
        });
        return signatures;
    }

    /** Puts a payment together from its number and signature. */
    SignedStatement statement(int number, byte[] signatures) {
        byte[] signature =
                java.util.Arrays.copyOfRange(signatures, number * SIGNATURE_BYTES, (number + 1) * SIGNATURE_BYTES);
        KeyPair payer = keys.get(payer(number));
        try {
            return SignedStatement.of(
                    pids.get(payer(number)),
                    payer.publicKey(),
                    "payment.create",
                    hub,
                    fields(number),
                    Signature.of(signature));
        } catch (MalformedIdentity impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Json.Obj fields(int number) {
        Json.Obj fields = Json.object()
                .put("tx_id", String.format(java.util.Locale.ROOT, "bench-%010d", number))
                .put("to", pids.get(payee(number)).text())
                .put("equivalent", UNIT)
                .put("amount", DecimalText.print(1 + mix(number, 3) % 999, 2))
                .put("valid_until", validUntil)
                .build();
        return timeoutMs == Constraints.USUAL_TIMEOUT_MS
                ? fields
                : fields.with(
                        "constraints",
                        Json.object().put("timeout_ms", timeoutMs).build());
    }

    /** Who pays a payment. */
    int payer(int number) {
        return (int) (mix(number, 1) % people);
    }

    private int payee(int number) {
        return (int) ((payer(number) + 1 + mix(number, 2) % (people - 1)) % people);
    }

    private static long mix(int number, int salt) {
        return new SplittableRandom(((long) salt << 32) + number).nextLong() >>> 1;
    }
}
