package org.tallystick.node;

import java.util.List;
import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.journal.JournalConfig;
import org.tallystick.store.StoreConfig;

/**
 * What a node is made of; put together by {@code app}.
 *
 * @param folder where its files stand; locked by whoever opens it
 * @param hubKey the node's own key, whose PID is the hub's
 * @param vault the keys of persons
 * @param rooms makes fresh rooms, one set for each state
 * @param clock the machine's clocks
 * @param randomness for salts
 * @param journal how the journal is kept
 * @param store how the projection is kept
 * @param signatures how signatures are checked
 * @param limits bounds
 */
public record NodeConfig(
        NodeFolder folder,
        KeyPair hubKey,
        PersonVault vault,
        Supplier<List<Room>> rooms,
        Clock clock,
        Randomness randomness,
        JournalConfig journal,
        StoreConfig store,
        SignatureCheck signatures,
        NodeLimits limits) {

    /** The usual node in a folder. */
    public static NodeConfig of(
            NodeFolder folder,
            KeyPair hubKey,
            PersonVault vault,
            Supplier<List<Room>> rooms,
            Clock clock,
            Randomness randomness) {
        return new NodeConfig(
                folder,
                hubKey,
                vault,
                rooms,
                clock,
                randomness,
                JournalConfig.in(folder.journal()),
                StoreConfig.in(folder.store()),
                SignatureCheck.strict(),
                NodeLimits.DEFAULT);
    }

    /** The same with another journal. */
    public NodeConfig withJournal(JournalConfig newJournal) {
        return new NodeConfig(folder, hubKey, vault, rooms, clock, randomness, newJournal, store, signatures, limits);
    }

    /** The same with another check of signatures. */
    public NodeConfig withSignatures(SignatureCheck newSignatures) {
        return new NodeConfig(folder, hubKey, vault, rooms, clock, randomness, journal, store, newSignatures, limits);
    }

    /** The same with other bounds. */
    public NodeConfig withLimits(NodeLimits newLimits) {
        return new NodeConfig(folder, hubKey, vault, rooms, clock, randomness, journal, store, signatures, newLimits);
    }
}
