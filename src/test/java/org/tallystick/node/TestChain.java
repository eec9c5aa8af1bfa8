package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tallystick.app.Rooms;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.PersonalText;
import org.tallystick.store.Projection;

/** Real blocks by the real rules of all rooms, on one thread and in memory: no journal, no threads, no files. For tests. */
public final class TestChain {

    /** The unit in which lines are opened here. */
    public static final String HOUR = "HOUR";

    private static final KeyPair HUB = key("hub");
    private static final long START_MS = 1_700_000_000_000L;

    private final TestVault vault = new TestVault();
    private final NodeState state = new NodeState(NodeStarter.withNodeRoom(rooms()));
    private final Statements statements = new Statements(
            Pid.of(HUB.publicKey()),
            state::statementType,
            statement -> true,
            vault,
            Randomness.seeded(1),
            new SetClock(START_MS));
    private final BlockMaker maker;
    private final List<CommittedBlock> blocks = new ArrayList<>();
    private long timestampMs = START_MS;
    private boolean begun;
    private int txIds;

    /** Begins a chain whose first blocks are the genesis and the unit {@link #HOUR} with two decimals. */
    public TestChain() {
        this.maker = new BlockMaker(
                state, new Graphs(state.ledger), Pid.of(HUB.publicKey()), HUB, Randomness.seeded(2), vault);
        alone(NodeRoom.genesis(Pid.of(HUB.publicKey()), HUB.publicKey(), true));
        seal();
        define(HOUR, 2);
        seal();
    }

    /** The usual rooms. */
    public static List<Room> rooms() {
        return Rooms.fresh();
    }

    /** The projections of the usual rooms. */
    public static List<Projection<CommittedBlock>> projections() {
        return rooms().stream().flatMap(room -> room.projection().stream()).toList();
    }

    public static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    public static Pid pid(String name) {
        return Pid.of(key(name).publicKey());
    }

    public LedgerView ledger() {
        return state.ledger.view();
    }

    /** The number of somebody's account. */
    public int account(String name) {
        Account account = ledger().account(pid(name));
        if (account == null) {
            throw new AssertionError(name + " has no account");
        }
        return account.number();
    }

    /** All blocks that were sealed. */
    public List<CommittedBlock> blocks() {
        return blocks;
    }

    public Answer define(String code, int precision) {
        return alone(new HubTransaction(
                new Frame("hub:define-" + code, NodeRoom.IMPORT, 1),
                List.of(),
                List.of(),
                List.of(new Operation.DefineEquivalent(code, precision, true))));
    }

    public Answer imported(String name, List<PersonalText> texts, List<Operation> operations) {
        vault.ensure(texts.stream().map(PersonalText::owner).toList());
        return alone(new HubTransaction(new Frame("hub:" + name, NodeRoom.IMPORT, 1), texts, List.of(), operations));
    }

    public Answer register(String name) {
        return register(
                name,
                Json.object().put("display_name", name).put("type", "person").build());
    }

    public Answer register(String name, Json.Obj fields) {
        return submit(
                name,
                "participant.register",
                fields.with("public_key", Json.of(key(name).publicKey().text())));
    }

    public Answer update(String name, Json.Obj fields) {
        return submit(name, "participant.update", fields);
    }

    /** Opens a line in {@link #HOUR}; its id is {@link #line}. */
    public Answer trust(String from, String to, String limit) {
        return trust(from, to, HOUR, limit, Json.object().build());
    }

    public Answer trust(String from, String to, String equivalent, String limit, Json.Obj policy) {
        return submit(
                from,
                "trustline.create",
                Json.object()
                        .put("to", pid(to).text())
                        .put("equivalent", equivalent)
                        .put("limit", limit)
                        .put("policy", policy)
                        .put("statement_id", "line:" + from + "-" + to)
                        .build());
    }

    public static UUID line(String from, String to) {
        return LineIds.of("line:" + from + "-" + to, 0);
    }

    public Answer change(String from, String to, Json.Obj fields) {
        return submit(
                from,
                "trustline.update",
                fields.with("id", Json.of(line(from, to).toString())));
    }

    public Answer close(String from, String to) {
        return submit(
                from,
                "trustline.close",
                Json.object().put("id", line(from, to).toString()).build());
    }

    public Answer pay(String from, String to, String amount) {
        return pay(
                from,
                Json.object()
                        .put("tx_id", "payment-" + txIds++)
                        .put("to", pid(to).text())
                        .put("equivalent", HOUR)
                        .put("amount", amount)
                        .build());
    }

    public Answer pay(String from, Json.Obj fields) {
        return submit(from, "payment.create", fields);
    }

    /** Submits what somebody signs with their first key. */
    public Answer submit(String signer, String action, Json.Obj fields) {
        return submit(SignedStatement.sign(key(signer), action, hub(), fields));
    }

    /** The hub's PID. */
    public static Pid hub() {
        return Pid.of(HUB.publicKey());
    }

    public Answer submit(SignedStatement statement) {
        begin();
        try {
            return maker.add(statements.prepare(List.of(statement)), 0);
        } catch (StatementRefused refused) {
            return new Answer.Refused(refused.refusal());
        }
    }

    /** Does what the hub decides alone. */
    public Answer alone(HubTransaction transaction) {
        begin();
        return maker.add(transaction);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            maker.begin(timestampMs);
        }
    }

    /** Ends the block with all that was done since the last; does nothing when that is nothing. */
    public void seal() {
        if (begun && maker.transactionCount() > 0) {
            CommittedBlock block = maker.seal();
            maker.keep(block);
            blocks.add(block);
        } else if (begun) {
            maker.undo();
        }
        begun = false;
        timestampMs += 1_000;
    }

    /** Lets time go by before the next block. */
    public void pass(long ms) {
        timestampMs += ms;
    }

    /** Takes back what was done since the last block, as when it cannot be written. */
    public void drop() {
        maker.undo();
        begun = false;
    }

    /** One of the rooms with its state. */
    public <R extends Room> R room(Class<R> kind) {
        return kind.cast(
                state.rooms.stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    /** The whole state as a snapshot has it. */
    public byte[] snapshot() {
        return snapshot(state);
    }

    /** The whole state as a replay of the blocks comes to it. */
    public byte[] replayedSnapshot() {
        return snapshot(replayed());
    }

    /** The ledger as a replay of the blocks comes to it after the texts of some people have been erased. */
    public LedgerView replayedLedger(String... erased) {
        for (String name : erased) {
            vault.destroy(pid(name));
        }
        return replayed().ledger.view();
    }

    private NodeState replayed() {
        NodeState replayed = new NodeState(NodeStarter.withNodeRoom(rooms()));
        Replayer replayer = new Replayer(replayed, vault);
        try {
            for (CommittedBlock block : blocks) {
                replayer.apply(BlockCodec.decode(BlockCodec.encode(block.block()), vault));
            }
        } catch (HistoryDamaged | BlockDamaged damaged) {
            throw new AssertionError(damaged);
        }
        return replayed;
    }

    /** The state as it is read from a snapshot and written again. */
    public static byte[] readAgain(byte[] snapshot) {
        try {
            return snapshot(NodeState.readFrom(
                    new DataInputStream(new ByteArrayInputStream(snapshot)), NodeStarter.withNodeRoom(rooms())));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static byte[] snapshot(NodeState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            state.writeTo(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    /** The same blocks as they are read from a journal, after the texts of some people have been erased. */
    public List<CommittedBlock> blocksWithout(String... erased) {
        for (String name : erased) {
            vault.destroy(pid(name));
        }
        return blocks.stream().map(this::readAgain).toList();
    }

    private CommittedBlock readAgain(CommittedBlock block) {
        try {
            Block read = BlockCodec.decode(BlockCodec.encode(block.block()), vault);
            List<Applied> applied = new ArrayList<>();
            for (Applied before : block.applied()) {
                applied.add(
                        new Applied(read.transactions().get(before.position()), before.effects(), before.position()));
            }
            return new CommittedBlock(read, applied);
        } catch (BlockDamaged damaged) {
            throw new AssertionError(damaged);
        }
    }
}
