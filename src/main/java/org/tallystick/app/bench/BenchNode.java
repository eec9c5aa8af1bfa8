package org.tallystick.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PersonKeys;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.Node;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.NodeOpening;
import org.tallystick.node.PersonKeysVault;
import org.tallystick.node.Room;
import org.tallystick.node.SignatureCheck;

/** A node in a folder of its own, open for a load, with the people of a measurement; as yet without their lines. */
final class BenchNode implements AutoCloseable {

    private static final Duration LONGEST_LAG = Duration.ofMinutes(2);

    private final Node node;
    private final BenchCommunity community;
    private final boolean signed;
    private final PersonKeys personKeys;
    private final KeyStore keyStore;

    private BenchNode(Node node, BenchCommunity community, boolean signed, PersonKeys personKeys, KeyStore keyStore) {
        this.node = node;
        this.community = community;
        this.signed = signed;
        this.personKeys = personKeys;
        this.keyStore = keyStore;
    }

    /** Makes and opens a node. */
    static BenchNode open(
            Path folder, Supplier<List<Room>> rooms, SignatureCheck check, Clock clock, Randomness randomness)
            throws IOException {
        NodeFolder files = new NodeFolder(folder);
        Files.createDirectories(files.root());
        if (!(FolderLock.acquire(files.root(), "bench") instanceof FolderLock.Outcome.Held held)) {
            throw new IOException("Somebody else measures in " + files.root());
        }
        KeyStore keyStore = KeyStore.create(files.keyStore(), null, KdfProfile.STANDARD, randomness);
        PersonKeys personKeys = PersonKeys.create(files.personKeys(), keyStore, randomness);
        KeyPair hubKey = KeyPair.generate(randomness);
        NodeConfig config = NodeConfig.of(
                        files, hubKey, new PersonKeysVault(personKeys, randomness), rooms, clock, randomness)
                .withSignatures(check);
        Node.create(config, true);
        if (!(Node.open(config, held.lock()) instanceof NodeOpening.Opened opened)) {
            throw new IOException("The node of the measurement does not open");
        }
        String validUntil = Instant.ofEpochMilli(clock.wallMs())
                .plus(Duration.ofHours(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return new BenchNode(
                opened.node(),
                new BenchCommunity(Pid.of(hubKey.publicKey()), validUntil),
                !check.verified(forged(hubKey)),
                personKeys,
                keyStore);
    }

    /** A statement that no real check lets through. */
    private static SignedStatement forged(KeyPair key) {
        try {
            return SignedStatement.of(
                    key.pid(),
                    key.publicKey(),
                    "payment.create",
                    key.pid(),
                    Json.Obj.EMPTY,
                    Signature.of(new byte[Signature.BYTES]));
        } catch (MalformedIdentity impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Node node() {
        return node;
    }

    BenchCommunity community() {
        return community;
    }

    /** Signatures for so many payments; zeros where nobody checks them. */
    byte[] signatures(int payments) {
        return signed ? community.sign(payments) : new byte[payments * Signature.BYTES];
    }

    /** Waits until everything is projected. */
    void settle() throws InterruptedException {
        node.projector().awaitProjected(node.health().height(), LONGEST_LAG);
    }

    @Override
    public void close() throws IOException {
        node.close();
        personKeys.close();
        keyStore.close();
    }
}
