package org.tallystick.node.block;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.identity.Pid;

/** Blocks as the payload of a record of the journal ({@code src/docs/format.md} §5). Stateless; any thread. */
public final class BlockCodec {

    private static final int SIGNATURE_BYTES = 64;
    private static final int PART_HEAD_BYTES = 6;
    private static final int MAX_HEADER_BYTES = 4096;

    private BlockCodec() {}

    /** How many bytes a transaction takes in a record. */
    public static int size(Transaction transaction) {
        int bytes = 4 + 2;
        for (Part part : transaction.parts()) {
            bytes += PART_HEAD_BYTES + bodyBytes(part);
        }
        return bytes;
    }

    private static int bodyBytes(Part part) {
        byte[] ciphertext = part.ciphertextUncopied();
        if (ciphertext != null) {
            return Part.LEAF_BYTES + Pid.BYTES + ciphertext.length;
        }
        return Objects.requireNonNull(part.saltAndContentUncopied()).length;
    }

    /** The payload of a block's record. */
    public static byte[] encode(Block block) {
        byte[] header = block.header().canonical();
        int bytes = 4 + header.length + SIGNATURE_BYTES + 4;
        for (Transaction transaction : block.transactions()) {
            bytes += size(transaction);
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.putInt(header.length).put(header).put(block.signature());
        out.putInt(block.transactions().size());
        for (Transaction transaction : block.transactions()) {
            encode(transaction, out);
        }
        return out.array();
    }

    private static void encode(Transaction transaction, ByteBuffer out) {
        out.putInt(size(transaction) - 4).putShort((short) transaction.parts().size());
        for (Part part : transaction.parts()) {
            byte[] ciphertext = part.ciphertextUncopied();
            out.put((byte) part.kind().number())
                    .put((byte) (ciphertext == null ? 0 : 1))
                    .putInt(bodyBytes(part));
            if (ciphertext == null) {
                out.put(Objects.requireNonNull(part.saltAndContentUncopied()));
            } else {
                out.put(part.leafUncopied())
                        .put(part.sealedFor().orElseThrow().bytes())
                        .put(ciphertext);
            }
        }
    }

    /**
     * Reads a block and checks that hash, roots and counts fit what is in it. Signatures are checked by whoever asks for it.
     *
     * @param seal opens what is sealed
     * @throws BlockDamaged when the bytes are not those of a block of this version
     */
    public static Block decode(byte[] payload, PersonalSeal seal) throws BlockDamaged {
        try {
            ByteBuffer in = ByteBuffer.wrap(payload);
            BlockHeader header = BlockHeader.parse(take(in, in.getInt(), MAX_HEADER_BYTES));
            byte[] signature = take(in, SIGNATURE_BYTES, SIGNATURE_BYTES);
            int count = in.getInt();
            if (count != header.transactionCount()) {
                throw new BlockDamaged("a header counts other transactions");
            }
            List<Transaction> transactions = new ArrayList<>(Math.min(count, 1024));
            for (int i = 0; i < count; i++) {
                transactions.add(transaction(in, seal));
            }
            if (in.hasRemaining()) {
                throw new BlockDamaged("bytes stand behind the last transaction");
            }
            if (!Arrays.equals(header.transactionRoot(), Block.transactionRoot(transactions))) {
                throw new BlockDamaged("the root over the transactions is another one");
            }
            return new Block(header, header.hash(), signature, transactions);
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            throw new BlockDamaged("a block ends too early or cannot be", cut);
        }
    }

    /**
     * Reads one transaction of a block and passes over the others: for a look at history whose record was checked already. The
     * root over the transactions is not compared.
     *
     * @param index of the transaction, from 0
     * @param seal opens what is sealed
     * @return nothing where the block has none of this index
     * @throws BlockDamaged when the bytes are not those of a block of this version
     */
    public static Optional<Recorded> decodeOne(byte[] payload, int index, PersonalSeal seal) throws BlockDamaged {
        try {
            ByteBuffer in = ByteBuffer.wrap(payload);
            BlockHeader header = BlockHeader.parse(take(in, in.getInt(), MAX_HEADER_BYTES));
            take(in, SIGNATURE_BYTES, SIGNATURE_BYTES);
            if (index < 0 || index >= in.getInt()) {
                return Optional.empty();
            }
            for (int passed = 0; passed < index; passed++) {
                in.position(Math.addExact(in.getInt(), in.position()));
            }
            return Optional.of(new Recorded(header, transaction(in, seal)));
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException cut) {
            throw new BlockDamaged("a block ends too early or cannot be", cut);
        }
    }

    private static Transaction transaction(ByteBuffer in, PersonalSeal seal) throws BlockDamaged {
        int length = in.getInt();
        int end = in.position() + length;
        int count = Short.toUnsignedInt(in.getShort());
        List<Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(part(in, seal));
        }
        if (in.position() != end) {
            throw new BlockDamaged("a transaction has another length");
        }
        return Transaction.read(parts);
    }

    private static Part part(ByteBuffer in, PersonalSeal seal) throws BlockDamaged {
        PartKind kind = PartKind.ofNumber(in.get());
        int sealed = in.get();
        if (sealed != 0 && sealed != 1) {
            throw new BlockDamaged("a part is neither open nor sealed");
        }
        byte[] body = take(in, in.getInt(), in.remaining());
        if (sealed == 0) {
            return Part.open(kind, body);
        }
        int ownerAt = Part.LEAF_BYTES;
        int textAt = ownerAt + Pid.BYTES;
        if (body.length <= textAt) {
            throw new BlockDamaged("a sealed part ends too early");
        }
        return Part.read(
                kind,
                Arrays.copyOf(body, ownerAt),
                Pid.ofBytes(Arrays.copyOfRange(body, ownerAt, textAt)),
                Arrays.copyOfRange(body, textAt, body.length),
                seal);
    }

    private static byte[] take(ByteBuffer in, int length, int atMost) throws BlockDamaged {
        if (length < 0 || length > atMost || length > in.remaining()) {
            throw new BlockDamaged("a length does not fit");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
