package org.tallystick.node.block;

import static org.tallystick.base.Checks.require;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.Frontier;
import org.tallystick.ledger.Operation;

/**
 * A transaction of signed history: its parts, their hash, and what they say. Statements and texts of erased people are
 * missing from what it says, never from the hash.
 */
public final class Transaction {

    /** The most parts of a transaction. */
    public static final int MAX_PARTS = 60_000;

    private final Frame frame;
    private final List<SignedStatement> statements;
    private final List<PersonalText> texts;
    private final List<Json.Obj> facts;
    private final List<Operation> operations;
    private final List<Part> parts;
    private final byte[] hash;
    private final int erasedParts;

    private Transaction(
            Frame frame,
            List<SignedStatement> statements,
            List<PersonalText> texts,
            List<Json.Obj> facts,
            List<Operation> operations,
            List<Part> parts) {
        require(parts.size() <= MAX_PARTS, "A transaction has at most 60,000 parts");
        this.frame = frame;
        this.statements = statements;
        this.texts = texts;
        this.facts = facts;
        this.operations = operations;
        this.parts = parts;
        this.hash = hash(parts);
        this.erasedParts = (int) parts.stream().filter(Part::erased).count();
    }

    /** The transaction hash: the RFC 6962 root over the leaves of all parts. */
    static byte[] hash(List<Part> parts) {
        Frontier leaves = new Frontier();
        for (Part part : parts) {
            leaves.appendLeafHash(part.leafUncopied());
        }
        return leaves.root();
    }

    /**
     * Makes a transaction of what was decided.
     *
     * @param parts the parts of all the rest, in the order of {@link PartKind}
     */
    public static Transaction of(
            Frame frame,
            List<SignedStatement> statements,
            List<PersonalText> texts,
            List<Json.Obj> facts,
            List<Operation> operations,
            List<Part> parts) {
        require(
                parts.size() == 1 + statements.size() + texts.size() + facts.size() + operations.size(),
                "Each thing of a transaction has its part");
        return new Transaction(frame, statements, texts, facts, operations, parts);
    }

    /**
     * Reads what parts say.
     *
     * @throws BlockDamaged when they are not those of a transaction, or name what this version does not know
     */
    public static Transaction read(List<Part> parts) throws BlockDamaged {
        return of(ShownParts.read(parts), parts);
    }

    /**
     * Of what the parts say; the frame has to be among them.
     *
     * @throws BlockDamaged when it is not
     */
    static Transaction of(ShownParts shown, List<Part> parts) throws BlockDamaged {
        Frame frame = shown.frame().orElseThrow(() -> new BlockDamaged("a transaction has no frame"));
        return new Transaction(frame, shown.statements(), shown.texts(), shown.facts(), shown.operations(), parts);
    }

    /** Which rule made it, and its id. */
    public Frame frame() {
        return frame;
    }

    /** Who asked for it; without those that were erased. */
    public List<SignedStatement> statements() {
        return statements;
    }

    /** Its personal texts; without those that were erased. */
    public List<PersonalText> texts() {
        return texts;
    }

    /**
     * Who is in it by name: signers and owners of texts. Erasure does not change the answer, because a sealed part keeps its
     * owner's PID, and a sealed statement is sealed for its signer; where it is sealed for somebody else, operations name the signer.
     */
    public Set<Pid> people() {
        Set<Pid> people = new LinkedHashSet<>();
        int statement = 0;
        for (Part part : parts) {
            part.sealedFor().ifPresent(people::add);
            if (part.kind() == PartKind.STATEMENT && !part.erased()) {
                people.add(statements.get(statement).signer());
                statement++;
            }
        }
        return people;
    }

    /** The personal text of a field, if it is there and not erased. */
    public Optional<String> text(String field) {
        return texts.stream()
                .filter(text -> text.field().equals(field))
                .map(PersonalText::text)
                .findFirst();
    }

    /** What the hub decided or was told alone. */
    public List<Json.Obj> facts() {
        return facts;
    }

    /** The steps of the ledger. */
    public List<Operation> operations() {
        return operations;
    }

    /** All parts in order. */
    public List<Part> parts() {
        return parts;
    }

    /** How many parts have only their leaf left. */
    public int erasedParts() {
        return erasedParts;
    }

    /** A copy of the transaction hash, 32 bytes. */
    public byte[] hash() {
        return hash.clone();
    }

    byte[] hashUncopied() {
        return hash;
    }

    @Override
    public String toString() {
        return frame.type();
    }
}
