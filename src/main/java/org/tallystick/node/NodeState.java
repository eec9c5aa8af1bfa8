package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.journal.Frontier;
import org.tallystick.ledger.Ledger;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;

/** All that the ledger thread owns: ledger, rooms, used ids, the history's root, and the last block. */
final class NodeState {

    final Ledger ledger;
    final OnceOnly onceOnly = new OnceOnly();
    final List<Room> rooms;
    private final Map<String, StatementType<?>> statementTypes = new HashMap<>();

    /** The room of each type, as {@code type/version}. */
    private final Map<String, Room> roomOfType = new LinkedHashMap<>();

    Frontier history = new Frontier();

    @Nullable
    BlockHeader tip;

    byte[] tipHash = BlockHeader.noHash();

    NodeState(List<Room> rooms) {
        this(rooms, new Ledger());
    }

    private NodeState(List<Room> rooms, Ledger ledger) {
        this.ledger = ledger;
        this.rooms = List.copyOf(rooms);
        for (Room room : rooms) {
            for (StatementType<?> type : room.statementTypes()) {
                register(type.type() + "/" + type.version(), room);
                StatementType<?> known = statementTypes.get(type.type());
                if (known == null || known.version() < type.version()) {
                    statementTypes.put(type.type(), type);
                }
            }
            for (String type : room.hubTypes()) {
                register(type, room);
            }
        }
    }

    private void register(String type, Room room) {
        invariant(roomOfType.put(type, room) == null, "Each type of transaction has one room");
    }

    /** The newest version of a type that participants may ask for. */
    @Nullable
    StatementType<?> statementType(String type) {
        return statementTypes.get(type);
    }

    /** The room that answers for a type, or null where this program does not know it. */
    @Nullable
    Room room(String type, int version) {
        return roomOfType.get(type + "/" + version);
    }

    long height() {
        return tip == null ? -1 : tip.height();
    }

    int epoch() {
        return tip == null ? 0 : tip.epoch();
    }

    /**
     * A block is durable: history goes on from it. Heights that a new epoch left out count as 32 zero bytes, so that a
     * block's height is its place in the history tree.
     */
    void advance(Block block) {
        advance(block.header(), block.hash());
    }

    void advance(BlockHeader header, byte[] hash) {
        history = historyUpTo(header.height());
        history.append(hash);
        tip = header;
        tipHash = hash;
    }

    /** The history before a height. */
    Frontier historyUpTo(long height) {
        if (history.size() == height) {
            return history;
        }
        Frontier padded = history.copy();
        while (padded.size() < height) {
            padded.append(BlockHeader.noHash());
        }
        return padded;
    }

    void writeTo(DataOutput out) throws IOException {
        writeTo(out, Set.of());
    }

    /**
     * Writes everything but some used ids; to compare two states, since of an erased transaction a replay cannot tell any more
     * what was signed.
     */
    void writeTo(DataOutput out, Set<String> exceptIds) throws IOException {
        byte[] frontier = history.toBytes();
        out.writeInt(frontier.length);
        out.write(frontier);
        byte[] header = java.util.Objects.requireNonNull(tip, "A snapshot follows a block")
                .canonical();
        out.writeInt(header.length);
        out.write(header);
        ledger.writeTo(out);
        onceOnly.writeTo(out, exceptIds);
        out.writeInt(rooms.size());
        for (Room room : rooms) {
            out.writeUTF(room.name());
            room.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote, with rooms that are still empty. */
    static NodeState readFrom(DataInput in, List<Room> rooms) throws IOException {
        Frontier history = Frontier.fromBytes(bytes(in));
        byte[] header = bytes(in);
        NodeState state = new NodeState(rooms, Ledger.readFrom(in));
        state.history = history;
        try {
            state.tip = BlockHeader.parse(header);
            state.tipHash = state.tip.hash();
        } catch (org.tallystick.node.block.BlockDamaged damaged) {
            throw new IOException("A snapshot does not name its block", damaged);
        }
        state.onceOnly.readFrom(in);
        if (in.readInt() != rooms.size()) {
            throw new IOException("A snapshot has other rooms");
        }
        for (Room room : state.rooms) {
            if (!in.readUTF().equals(room.name())) {
                throw new IOException("A snapshot has other rooms");
            }
            room.readFrom(in);
        }
        return state;
    }

    private static byte[] bytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 1 << 16) {
            throw new IOException("A length does not fit");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
