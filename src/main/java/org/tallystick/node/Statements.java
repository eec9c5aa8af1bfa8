package org.tallystick.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalText;

/**
 * What a caller's thread does with a statement before it waits for the ledger thread: everything that needs no state. May be
 * called from any thread.
 */
final class Statements {

    /** The longest statement, in signed bytes. */
    static final int MAX_BYTES = 64 << 10;

    private static final int MAX_STATEMENTS = 4;

    /** Finds the newest version of a type of statement. */
    @FunctionalInterface
    interface Types {

        /** The type, or null where there is none of this name. */
        @Nullable
        StatementType<?> find(String action);
    }

    private final Pid hub;
    private final Types types;
    private final SignatureCheck signatures;
    private final PersonVault vault;
    private final PersonalSealer sealer;
    private final Randomness randomness;
    private final Clock clock;

    Statements(Pid hub, Types types, SignatureCheck signatures, PersonVault vault, Randomness randomness, Clock clock) {
        this.hub = hub;
        this.types = types;
        this.signatures = signatures;
        this.vault = vault;
        this.sealer = new PersonalSealer(vault);
        this.randomness = randomness;
        this.clock = clock;
    }

    /** As {@link #prepare(List, Optional, Optional)}, for the first time and without an idempotency key. */
    Submission.Statement<?> prepare(List<SignedStatement> statements) throws StatementRefused {
        return prepare(statements, Optional.empty(), Optional.empty());
    }

    /**
     * Reads and verifies a statement.
     *
     * @param statements the first decides; the others sign the same bytes with other keys
     * @param key the idempotency key that it came with
     * @param regained where it stood before, if it was lost
     * @throws StatementRefused when it cannot be used
     */
    Submission.Statement<?> prepare(
            List<SignedStatement> statements, Optional<IdempotencyKey> key, Optional<Regained> regained)
            throws StatementRefused {
        long sinceNs = clock.monotonicNs();
        if (statements.isEmpty() || statements.size() > MAX_STATEMENTS) {
            throw refused(ErrorCode.E009, "field", "statements");
        }
        SignedStatement first = statements.getFirst();
        StatementType<?> type = types.find(first.action());
        if (type == null) {
            throw refused(ErrorCode.E009, "field", "action");
        }
        List<SignedStatement> verified = new ArrayList<>(statements.size());
        for (SignedStatement statement : statements) {
            verified.add(verified(statement));
            if (!verified.getLast().saysTheSameAs(verified.getFirst())) {
                throw refused(ErrorCode.E005, "field", "signature");
            }
        }
        return prepare(type, verified, key.map(IdempotencyKey::mark), regained, sinceNs);
    }

    /** The statement in the form in which it was signed: a body does not say which, so that the other one is tried too. */
    private SignedStatement verified(SignedStatement statement) throws StatementRefused {
        if (statement.signedLength() > MAX_BYTES) {
            throw refused(ErrorCode.E021, "max_bytes", Integer.toString(MAX_BYTES));
        }
        if (!statement.hub().equals(hub)) {
            throw refused(ErrorCode.E005, "field", "hub");
        }
        if (signatures.verified(statement)) {
            return statement;
        }
        return statement
                .inReferenceForm()
                .filter(signatures::verified)
                .orElseThrow(() -> refused(ErrorCode.E005, "field", "signature"));
    }

    private <C> Submission.Statement<C> prepare(
            StatementType<C> type,
            List<SignedStatement> statements,
            Optional<IdempotencyKey.Mark> key,
            Optional<Regained> regained,
            long sinceNs)
            throws StatementRefused {
        SignedStatement first = statements.getFirst();
        if (type.opensAccount() && !Pid.of(first.publicKey()).equals(first.signer())) {
            throw refused(ErrorCode.E005, "field", "public_key");
        }
        byte[] fingerprint = first.fingerprint();
        Envelope envelope = Envelope.of(first, type.idField(), fingerprint);
        C command = type.read(first);
        List<PersonalText> texts = List.copyOf(type.texts(command));
        List<Part> parts;
        try {
            if (!texts.isEmpty()) {
                ensureKeys(texts, statements);
            }
            parts = parts(new Frame(envelope.txId(), type.type(), type.version()), statements, texts);
        } catch (PersonErased erased) {
            throw refused(ErrorCode.E006, "reason", "erased");
        }
        List<PublicKey> keys =
                statements.stream().map(SignedStatement::publicKey).toList();
        return new Submission.Statement<>(
                type,
                command,
                List.copyOf(statements),
                keys,
                envelope.txId(),
                fingerprint,
                envelope.validUntilMs(),
                key,
                regained,
                new Submission.Turn(sinceNs, type.timeoutMs(command)),
                texts,
                parts,
                first.signedLength() * statements.size(),
                new CompletableFuture<>());
    }

    private List<Part> parts(Frame frame, List<SignedStatement> statements, List<PersonalText> texts)
            throws PersonErased {
        byte[] salts = randomness.bytes((1 + statements.size() + texts.size()) * Part.SALT_BYTES);
        List<Part> parts = new ArrayList<>(1 + statements.size() + texts.size());
        parts.add(Part.open(PartKind.FRAME, salt(salts, 0), frame.content()));
        for (SignedStatement statement : statements) {
            parts.add(sealer.statement(statement, texts, salt(salts, parts.size())));
        }
        for (PersonalText text : texts) {
            parts.add(sealer.text(text, salt(salts, parts.size())));
        }
        return parts;
    }

    private void ensureKeys(List<PersonalText> texts, List<SignedStatement> statements)
            throws StatementRefused, PersonErased {
        List<Pid> owners = new ArrayList<>();
        statements.forEach(statement -> owners.add(statement.signer()));
        texts.forEach(text -> owners.add(text.owner()));
        try {
            vault.ensure(owners);
        } catch (IOException notDurable) {
            throw new StatementRefused(Refusal.of(ErrorCode.E020, "reason", "person_keys"));
        }
    }

    private static byte[] salt(byte[] salts, int index) {
        return Arrays.copyOfRange(salts, index * Part.SALT_BYTES, (index + 1) * Part.SALT_BYTES);
    }

    private static StatementRefused refused(ErrorCode code, String name, String value) {
        return new StatementRefused(Refusal.of(code, name, value));
    }
}
