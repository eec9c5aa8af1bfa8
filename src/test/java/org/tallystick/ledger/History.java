package org.tallystick.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Sha256;

/**
 * A made-up history, carried out by the ledger and the naive ledger side by side: blocks of some commands, some of them
 * taken back, now and then a new start from a snapshot. All of it follows from the seed.
 */
final class History {

    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = 20_000 * DAY_MS + 12_345_678;

    private final long seed;
    private final Random random;
    private final Coverage coverage;
    private final NaiveLedger model = new NaiveLedger();
    private final RandomCommands commands;
    private final Sha256.Digest digest = new Sha256.Digest();
    private Comparison comparison;
    private Ledger ledger = new Ledger();
    private int done;
    private long nowMs = START_MS;

    History(long seed, Coverage coverage) {
        this.seed = seed;
        this.random = new Random(seed);
        this.coverage = coverage;
        this.commands = new RandomCommands(random, model);
        this.comparison = new Comparison(ledger, model);
    }

    /** Runs so many commands, comparing after each. */
    History run(int howMany) {
        try {
            while (done < howMany) {
                block(Math.min(howMany - done, 1 + random.nextInt(12)));
            }
            return this;
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("In the history of seed " + seed + " at command " + done + ": " + broken, broken);
        }
    }

    /** A hash over every kept state, head and effect, in their order. */
    byte[] digest() {
        return digest.finish();
    }

    private void block(int howMany) {
        long timeBeforeMs = model.timeMs();
        byte[] before = snapshot();
        int mark = model.mark();
        tick();
        ledger.beginBlock(nowMs);
        model.setTime(nowMs);
        comparison.beginBlock();
        for (int i = 0; i < howMany; i++) {
            command();
            done++;
            coverage.command();
        }
        ledger.checkBlock();
        if (random.nextInt(7) == 0) {
            coverage.count("block undone");
            ledger.undoBlock();
            model.forgetFrom(mark);
            model.setTime(timeBeforeMs);
            comparison.beginBlock();
            require(Arrays.equals(before, snapshot()), "an undone block leaves other bytes than before it");
        } else {
            ledger.keepBlock();
        }
        ledger.checkEverything().run();
        comparison.compare();
        digest.update(snapshot());
        if (random.nextInt(10) == 0) {
            startFromSnapshot();
        }
    }

    private void tick() {
        long tomorrowMs = (nowMs / DAY_MS + 1) * DAY_MS;
        nowMs = switch (random.nextInt(20)) {
            case 0, 1, 2 -> nowMs;
            case 3 -> tomorrowMs;
            case 4 -> tomorrowMs - 1;
            case 5 -> nowMs + random.nextLong(3 * DAY_MS);
            case 6, 7 -> nowMs + random.nextLong(DAY_MS / 2);
            default -> nowMs + random.nextInt(100_000);
        };
    }

    private void startFromSnapshot() {
        coverage.count("started from a snapshot");
        byte[] bytes = snapshot();
        try {
            ledger = Ledger.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        require(Arrays.equals(bytes, snapshot()), "what was read from a snapshot writes another");
        ledger.checkEverything().run();
        comparison = new Comparison(ledger, model);
        comparison.rebuild();
        comparison.compare();
    }

    private void command() {
        RandomCommands.Command command = commands.next();
        Outcomes outcomes = new Outcomes(coverage, model, command);
        boolean lookAtBytes = random.nextInt(4) == 0;
        byte[] before = lookAtBytes ? bytesNow() : new byte[0];
        int mark = model.mark();
        int ledgerMark = ledger.beginTransaction();
        model.nextTransaction();
        comparison.beginTransaction();
        boolean whole = true;
        for (Operation operation : command.operations()) {
            outcomes.before(operation);
            Optional<Refusal> refusal = ledger.apply(operation);
            Optional<ErrorCode> expected = model.attempt(operation);
            Optional<ErrorCode> actual = refusal.map(Refusal::code);
            if (!actual.equals(expected)) {
                throw new AssertionError(
                        operation + " of " + command + ": " + refusal + " where the naive ledger has " + expected);
            }
            if (expected.isPresent()) {
                outcomes.refused(operation, expected.get());
                whole = false;
                break;
            }
            outcomes.done(operation);
            roundTrip(operation);
        }
        if (whole && random.nextInt(20) > 0) {
            Effects effects = ledger.endTransaction(hash());
            comparison.compare(effects);
            outcomes.kept();
            digest.update(effects.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else {
            ledger.undoTransaction(ledgerMark);
            model.forgetFrom(mark);
            coverage.count(whole ? "whole transaction undone" : "refused transaction undone");
            require(!lookAtBytes || Arrays.equals(before, bytesNow()), "an undone transaction leaves other bytes");
        }
        comparison.compare();
    }

    private void roundTrip(Operation operation) {
        byte[] bytes = OperationCodec.encode(operation, ledger.view());
        try {
            Json.Obj json = Json.readObject(bytes);
            Operation read = OperationCodec.decode(json);
            require(read.equals(operation), "history gives back another operation than " + operation);
            require(
                    Arrays.equals(org.tallystick.identity.CanonicalJson.bytes(json), bytes),
                    "history is not canonical");
        } catch (MalformedJson unreadable) {
            throw new AssertionError("history cannot be read back: " + operation, unreadable);
        }
    }

    private byte[] hash() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return hash;
    }

    private byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            ledger.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The bytes that a snapshot would have if it could be written amid a block. */
    private byte[] bytesNow() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            LedgerSnapshot.write((LedgerState) ledger.view(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
