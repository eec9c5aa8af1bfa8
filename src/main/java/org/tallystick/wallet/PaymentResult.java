package org.tallystick.wallet;

import java.util.Map;
import org.tallystick.node.block.Proof;

/** Where a payment stands as far as this wallet knows for certain. */
public sealed interface PaymentResult {

    /** The payment's id. */
    String txId();

    /**
     * Paid: the hub signed it into its history, and that was checked.
     *
     * @param txId the payment's id
     * @param height of its block
     */
    record Paid(String txId, long height) implements PaymentResult {}

    /**
     * Paid, as the hub says, which has no way to prove it: it keeps no history that could be checked.
     *
     * @param txId the payment's id
     */
    record SaidPaid(String txId) implements PaymentResult {}

    /**
     * Not paid, and it will not be.
     *
     * @param txId the payment's id
     * @param code an error code of the API map
     * @param details names of the API map with their values; empty where the refusal was read from the journal;
     *     {@link Payments#WITH_A_NEW_ID} among them where only the id is spent, not the wish
     */
    record Refused(String txId, String code, Map<String, String> details) implements PaymentResult {

        /** Keeps an unmodifiable copy of the details. */
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /**
     * Nobody knows yet; ask again with {@link Payments#resolve}, or send again with {@link Payments#send}.
     *
     * @param txId the payment's id
     * @param why what is missing
     */
    record Pending(String txId, Why why) implements PaymentResult {}

    /**
     * What the hub says does not hold; never shown as paid.
     *
     * @param txId the payment's id
     * @param proof what the hub sent
     * @param doubt what is wrong with it
     */
    record Suspect(String txId, Proof proof, Doubt doubt) implements PaymentResult {}

    /** What a pending payment waits for. */
    enum Why {
        /** Nothing was sent yet; it goes when the hub is within reach, or is taken back. */
        WAITS,
        /** The hub did not answer. */
        UNREACHABLE,
        /** The hub takes nothing at the moment. */
        BUSY,
        /** The hub does not have it, and may still take it. */
        NOT_THERE,
        /** The hub refused it, but what was sent earlier may still reach it. */
        EARLIER_MAY_ARRIVE,
        /** The hub says that it is done and cannot show it. */
        NOT_SHOWN,
        /** The hub has begun and is not done with it. */
        UNDER_WAY
    }

    /** What can be wrong with a proof. */
    enum Doubt {
        /** It does not hold. */
        PROOF_FAILED,
        /** It is longer than the journal takes. */
        TOO_LONG,
        /** It is of another hub. */
        ANOTHER_HUB,
        /** It is of another transaction, or of a statement that was not the owner's. */
        ANOTHER_TRANSACTION,
        /** The hub has signed another block at the same place before. */
        CONTRADICTS_HEAD
    }
}
