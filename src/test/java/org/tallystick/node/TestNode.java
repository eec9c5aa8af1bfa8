package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tallystick.app.Rooms;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.FolderLock;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Frame;

/** A node in a folder with the usual rooms, for tests: real files, seeded randomness, a clock that the test sets. */
public final class TestNode implements AutoCloseable {

    public static final KeyPair HUB = key("hub");

    private final KeyStore keyStore;
    private final PersonKeys personKeys;
    public final Node node;
    public final NodeOpening.Report report;

    private TestNode(KeyStore keyStore, PersonKeys personKeys, Node node, NodeOpening.Report report) {
        this.keyStore = keyStore;
        this.personKeys = personKeys;
        this.node = node;
        this.report = report;
    }

    public static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    public static List<Room> rooms() {
        return Rooms.fresh();
    }

    public static TestNode create(Path folder, Clock clock) throws IOException {
        return create(folder, clock, config -> config);
    }

    public static TestNode create(Path folder, Clock clock, UnaryOperator<NodeConfig> change) throws IOException {
        Files.createDirectories(folder);
        NodeFolder files = new NodeFolder(folder);
        KeyStore keyStore = KeyStore.create(files.keyStore(), null, KdfProfile(), Randomness.seeded(1));
        PersonKeys personKeys = PersonKeys.create(files.personKeys(), keyStore, Randomness.seeded(2));
        NodeConfig config = change.apply(config(files, personKeys, clock));
        Node.create(config, true);
        personKeys.close();
        keyStore.close();
        return open(folder, clock, change);
    }

    /** A node as {@link #create(Path, Clock)} makes it that was open once already: for tests of what happens later. */
    public static TestNode ready(Path folder, Clock clock) throws IOException {
        ReadyFolder.put(folder, clock.wallMs(), place -> create(place, clock).close());
        return open(folder, clock);
    }

    private static org.tallystick.identity.KdfProfile KdfProfile() {
        return new org.tallystick.identity.KdfProfile(8, 1, 1);
    }

    private static NodeConfig config(NodeFolder files, PersonKeys personKeys, Clock clock) {
        return NodeConfig.of(
                files,
                HUB,
                new PersonKeysVault(personKeys, Randomness.system()),
                TestNode::rooms,
                clock,
                Randomness.system());
    }

    public static TestNode open(Path folder, Clock clock) throws IOException {
        return open(folder, clock, config -> config);
    }

    public static TestNode open(Path folder, Clock clock, UnaryOperator<NodeConfig> change) throws IOException {
        Opening opening = tryOpen(folder, clock, change);
        if (opening.result() instanceof NodeOpening.Opened opened) {
            return new TestNode(opening.keyStore(), opening.personKeys(), opened.node(), opened.report());
        }
        throw new AssertionError("The node does not open: " + opening.result());
    }

    /** A file of keys does not open, and says why. */
    public static final class KeysRefused extends IOException {

        private static final long serialVersionUID = 1L;

        KeysRefused(Object outcome) {
            super("The keys do not open: " + outcome);
        }
    }

    public record Opening(KeyStore keyStore, PersonKeys personKeys, NodeOpening result) {}

    public static Opening tryOpen(Path folder, Clock clock, UnaryOperator<NodeConfig> change) throws IOException {
        NodeFolder files = new NodeFolder(folder);
        if (!(FolderLock.acquire(folder, "test") instanceof FolderLock.Outcome.Held held)) {
            throw new AssertionError("Somebody holds the folder");
        }
        boolean opened = false;
        try {
            Opening opening = open(files, change, clock, held.lock());
            opened = opening.result() instanceof NodeOpening.Opened;
            return opening;
        } finally {
            if (!opened) {
                held.lock().close();
            }
        }
    }

    private static Opening open(NodeFolder files, UnaryOperator<NodeConfig> change, Clock clock, FolderLock lock)
            throws IOException {
        KeyStore.Opening keys = KeyStore.open(files.keyStore(), null, Randomness.seeded(3));
        if (!(keys instanceof KeyStore.Opening.Opened(KeyStore keyStore))) {
            throw new KeysRefused(keys);
        }
        PersonKeys.Opening persons = PersonKeys.open(files.personKeys(), keyStore, Randomness.system());
        if (!(persons instanceof PersonKeys.Opening.Opened(PersonKeys personKeys))) {
            keyStore.close();
            throw new KeysRefused(persons);
        }
        NodeOpening result = Node.open(change.apply(config(files, personKeys, clock)), lock);
        return new Opening(keyStore, personKeys, result);
    }

    public Answer register(String name) {
        KeyPair key = key(name);
        return submit(SignedStatement.sign(
                key,
                "participant.register",
                node.hub(),
                Json.object()
                        .put("display_name", name)
                        .put("public_key", key.publicKey().text())
                        .build()));
    }

    public Answer define(String code, int precision) {
        return node.submitAlone(new HubTransaction(
                        new Frame("hub:define-" + code, NodeRoom.IMPORT, 1),
                        List.of(),
                        List.of(),
                        List.of(new Operation.DefineEquivalent(code, precision, true))))
                .join();
    }

    public Answer trust(String from, String to, String equivalent, String limit) {
        return submit(SignedStatement.sign(
                key(from),
                "trustline.create",
                node.hub(),
                Json.object()
                        .put("to", pid(to).text())
                        .put("equivalent", equivalent)
                        .put("limit", limit)
                        .build()));
    }

    public SignedStatement payment(String from, String to, String equivalent, String amount, String txId) {
        return SignedStatement.sign(
                key(from),
                "payment.create",
                node.hub(),
                Json.object()
                        .put("tx_id", txId)
                        .put("to", pid(to).text())
                        .put("equivalent", equivalent)
                        .put("amount", amount)
                        .build());
    }

    public Answer pay(String from, String to, String equivalent, String amount, String txId) {
        return submit(payment(from, to, equivalent, amount, txId));
    }

    public Answer submit(SignedStatement statement) {
        return node.submit(statement).join();
    }

    public long netMinor(String name, String equivalent) {
        return node.query(view -> {
            var account = view.ledger().account(pid(name));
            var position = account.position(view.ledger().equivalent(equivalent).number());
            return position == null ? 0L : position.netMinor();
        });
    }

    public long seq(String name) {
        return node.query(view -> java.util.Objects.requireNonNull(view.ledger().account(pid(name)))
                .seq());
    }

    public <T> T asked(Function<NodeView, T> question) {
        return node.query(question);
    }

    public String tipHash() {
        return node.query(view -> org.tallystick.base.Hex.encode(view.tip().hash()));
    }

    public static Pid pid(String name) {
        return Pid.of(key(name).publicKey());
    }

    @Override
    public void close() throws IOException {
        node.close();
        personKeys.close();
        keyStore.close();
    }
}
