package org.tallystick.node.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.OperationCodec;

/**
 * What those parts of a transaction say of which more than the leaf is there: all of it in a record of which nothing was erased,
 * less in a proof ({@code src/docs/format.md} §3, §10). A value.
 *
 * @param frame which rule made it, and its id
 * @param statements who asked for it
 * @param texts its personal texts
 * @param facts what the hub decided or was told alone
 * @param operations the steps of the ledger
 */
public record ShownParts(
        Optional<Frame> frame,
        List<SignedStatement> statements,
        List<PersonalText> texts,
        List<Json.Obj> facts,
        List<Operation> operations) {

    /** Keeps unmodifiable copies. */
    public ShownParts {
        statements = List.copyOf(statements);
        texts = List.copyOf(texts);
        facts = List.copyOf(facts);
        operations = List.copyOf(operations);
    }

    /** What a transaction says. */
    public static ShownParts of(Transaction transaction) {
        return new ShownParts(
                Optional.of(transaction.frame()),
                transaction.statements(),
                transaction.texts(),
                transaction.facts(),
                transaction.operations());
    }

    /**
     * Reads what parts say.
     *
     * @throws BlockDamaged when they are not those of a transaction in their order, or name what this version does not know
     */
    static ShownParts read(List<Part> parts) throws BlockDamaged {
        if (parts.isEmpty()) {
            throw new BlockDamaged("a transaction has no frame");
        }
        Reading reading = new Reading();
        PartKind order = null;
        for (Part part : parts) {
            boolean first = order == null;
            if ((part.kind() == PartKind.FRAME) != first
                    || (order != null && part.kind().compareTo(order) < 0)) {
                throw new BlockDamaged("the parts of a transaction are out of order");
            }
            order = part.kind();
            Optional<byte[]> content = part.content();
            if (content.isPresent()) {
                reading.add(part.kind(), content.get());
            }
        }
        return new ShownParts(
                Optional.ofNullable(reading.frame),
                reading.statements,
                reading.texts,
                reading.facts,
                reading.operations);
    }

    /** Collects what the parts say. */
    private static final class Reading {

        private @Nullable Frame frame;
        private final List<SignedStatement> statements = new ArrayList<>();
        private final List<PersonalText> texts = new ArrayList<>();
        private final List<Json.Obj> facts = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();

        void add(PartKind kind, byte[] content) throws BlockDamaged {
            try {
                Json.Obj json = Json.readObject(content);
                if (!json.text("part").equals(kind.word())) {
                    throw new BlockDamaged("a part is not what it is called");
                }
                switch (kind) {
                    case FRAME -> frame = Frame.parse(json);
                    case STATEMENT -> statements.add(StatementPart.parse(json));
                    case TEXT -> texts.add(PersonalText.parse(json));
                    case FACT -> facts.add(json);
                    case OPERATION -> operations.add(OperationCodec.decode(json));
                }
            } catch (MalformedJson malformed) {
                throw new BlockDamaged("a part cannot be read: " + malformed.getMessage(), malformed);
            }
        }
    }
}
