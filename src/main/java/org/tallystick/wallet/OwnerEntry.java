package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Proof;

/**
 * An entry of the owner's journal. The set is closed, and what was written once can be read for ever
 * ({@code src/docs/owner-journal.md}). Times are block times or wall clock in milliseconds since 1970.
 */
public sealed interface OwnerEntry {

    /** A statement without an end. */
    long FOR_EVER = Long.MAX_VALUE;

    /** What is said of a time that cannot be. */
    String TIMES = "Times count from zero";

    /**
     * Something is about to be sent; stands in the journal before anything is sent.
     *
     * @param txId the id that the owner chose
     * @param hub whom it is for
     * @param signer who signed it
     * @param statement what was signed; empty when the signer was erased
     * @param validUntilMs until when the hub may accept it, or {@link #FOR_EVER}
     * @param afterHeight the newest height of the hub that was known then, -1 for none: it stands in no block before
     * @param atMs when, by the wall clock
     */
    record OutboxIntent(
            String txId,
            Pid hub,
            Pid signer,
            Optional<SignedStatement> statement,
            long validUntilMs,
            long afterHeight,
            long atMs)
            implements OwnerEntry {

        /** Checks the bounds. */
        public OutboxIntent {
            require(Frame.isTxId(txId), "An intent has an id");
            require(validUntilMs >= 0 && afterHeight >= -1 && atMs >= 0, "Times and heights count from zero");
        }
    }

    /**
     * What became of an intent.
     *
     * @param txId the intent's id
     * @param outcome what
     * @param atMs when it was learnt, by the wall clock
     */
    record OutboxOutcome(String txId, Outcome outcome, long atMs) implements OwnerEntry {

        /** Checks the bounds. */
        public OutboxOutcome {
            require(Frame.isTxId(txId) && atMs >= 0, "An outcome has an id and a time");
        }
    }

    /**
     * A proof that was received and checked.
     *
     * @param txId the intent's id
     * @param signer whose statement it shows
     * @param proof the proof; empty when the signer was erased
     */
    record ProofReceived(String txId, Pid signer, Optional<Proof> proof) implements OwnerEntry {

        /** Checks the id. */
        public ProofReceived {
            require(Frame.isTxId(txId), "A proof is of an intent");
        }
    }

    /**
     * A head that was seen and checked.
     *
     * @param head the head
     */
    record HeadSeen(Head head) implements OwnerEntry {}

    /**
     * What the owner calls somebody.
     *
     * @param contact who, where
     * @param name the name, or nothing when the contact is taken away
     */
    record ContactNamed(Contact contact, Optional<String> name) implements OwnerEntry {

        /** Checks the name. */
        public ContactNamed {
            require(
                    name.isEmpty() || (!name.get().isBlank() && name.get().length() <= OwnerLimits.MAX_CONTACT_NAME),
                    "A contact's name has 1 to 200 characters");
        }
    }

    /**
     * A setting.
     *
     * @param name its name: lower-case letters, digits, dots, hyphens and underscores, 1 to 64
     * @param value the value, or nothing when it is taken back
     */
    record SettingChanged(String name, Optional<String> value) implements OwnerEntry {

        /** Checks name and value. */
        public SettingChanged {
            require(OwnerLimits.isSettingName(name), "A setting's name has 1 to 64 characters of [a-z0-9._-]");
            require(
                    value.isEmpty() || value.get().length() <= OwnerLimits.MAX_SETTING_VALUE,
                    "A setting's value has at most 4,096 characters");
        }
    }

    /**
     * The owner has an account at a hub; what is said last of a hub counts, so that a new name, address or pin is said this way too.
     *
     * @param hub what is known of it
     * @param atMs when, by the wall clock
     */
    record HubJoined(JoinedHub hub, long atMs) implements OwnerEntry {

        /** Checks the time. */
        public HubJoined {
            require(atMs >= 0, TIMES);
        }
    }

    /**
     * The owner left a hub; the account stays there.
     *
     * @param hub which
     * @param atMs when, by the wall clock
     */
    record HubLeft(Pid hub, long atMs) implements OwnerEntry {

        /** Checks the time. */
        public HubLeft {
            require(atMs >= 0, TIMES);
        }
    }

    /**
     * Somebody at a hub.
     *
     * @param hub the hub
     * @param pid who
     */
    record Contact(Pid hub, Pid pid) {}

    /** What can become of an intent. */
    sealed interface Outcome {

        /**
         * It stands in the hub's history, and the proof of it was checked.
         *
         * @param height of its block
         */
        record Committed(long height) implements Outcome {

            /** Checks the height. */
            public Committed {
                require(height >= 0, "A height counts from zero");
            }
        }

        /**
         * It was refused and will not be done.
         *
         * @param code an error code of the API map
         */
        record Refused(String code) implements Outcome {

            /** Checks the code. */
            public Refused {
                require(code.matches("[A-Z][0-9]{3}"), "An error code is a letter and three digits");
            }
        }

        /** The hub says that it was done; it is one that cannot prove it. */
        record Said() implements Outcome {}

        /** Nothing was sent yet: it waits for the hub, and its owner may still take it back. */
        record Waiting() implements Outcome {}

        /** Its owner took it back before anything was sent. */
        record Withdrawn() implements Outcome {}

        /** It was sent, or is about to be, and nobody knows yet; the hub has to be asked. */
        record Unknown() implements Outcome {}

        /** Whether this is the last that will be heard of it. */
        default boolean isFinal() {
            return !(this instanceof Unknown || this instanceof Waiting);
        }
    }
}
