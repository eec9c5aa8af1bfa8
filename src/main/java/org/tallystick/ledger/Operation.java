package org.tallystick.ledger;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * One step of the ledger. The set is closed for ever; rooms compose what they need of it (design §2, §4). How each is
 * written in signed history is in {@code src/docs/format.md} §6. Amounts are minor units of the line's equivalent.
 */
public sealed interface Operation {

    /** A new account; without a key it is unclaimed. */
    record OpenAccount(
            Pid pid, AccountStatus status, @Nullable PublicKey key) implements Operation {}

    /** An account gets another status, another key, or both. */
    record ChangeAccount(
            Pid pid,
            @Nullable AccountStatus status,
            @Nullable PublicKey key) implements Operation {}

    /** A new equivalent, or whether one is offered for new lines. */
    record DefineEquivalent(String code, int precision, boolean active) implements Operation {}

    /** The creditor trusts the debtor up to a limit. */
    record OpenLine(UUID line, Pid creditor, Pid debtor, String equivalent, long limitMinor, Policy policy)
            implements Operation {}

    /** A line gets another limit, policy or status; what is absent stays. */
    record ChangeLine(UUID line, OptionalLong limitMinor, Optional<Policy> policy, Optional<LineStatus> status)
            implements Operation {}

    /** A line ends. */
    record CloseLine(UUID line) implements Operation {}

    /**
     * The debt on a line moves.
     *
     * @param line the line
     * @param direction up or down
     * @param amountMinor how much, more than zero
     * @param use what for
     */
    record MoveDebt(UUID line, Direction direction, long amountMinor, DebtUse use) implements Operation {

        /** Checks the amount. */
        public MoveDebt {
            require(amountMinor > 0, "A debt moves by more than zero");
        }
    }

    /** What a debt moves for, which decides what is checked. */
    sealed interface DebtUse {

        /** A step of a payment: capacity, status and day are asked. */
        record Payment() implements DebtUse {}

        /** A step of a clearing: no way may lose what is held on it. */
        record Clearing() implements DebtUse {}

        /** The capture of a leg of a hold: what was held is there, whatever happened since. */
        record Capture(UUID hold, int leg) implements DebtUse {}

        /** The one payment use. */
        DebtUse PAYMENT = new Payment();

        /** The one clearing use. */
        DebtUse CLEARING = new Clearing();
    }

    /**
     * A hold, still without legs; the same transaction places them.
     *
     * @param hold its id
     * @param owner whose it is
     * @param parties who agreed to it by signature; lines of others need their leave
     * @param expiresAtMs block time from which an expiry may release it
     */
    record OpenHold(UUID hold, Pid owner, List<Pid> parties, long expiresAtMs) implements Operation {

        /** The most parties of a hold. */
        public static final int MOST_PARTIES = 100;

        /** Keeps an unmodifiable copy. */
        public OpenHold {
            parties = List.copyOf(parties);
            require(parties.size() <= MOST_PARTIES, "A hold has at most 100 parties");
        }
    }

    /** One leg of a hold: capacity of the way that this direction on this line would use. */
    record HoldLeg(UUID hold, int leg, UUID line, Direction direction, long amountMinor) implements Operation {

        /** The most legs of a hold. */
        public static final int MOST_LEGS = 1000;

        /** Checks the amount. */
        public HoldLeg {
            require(amountMinor > 0, "A hold is for more than zero");
            require(leg >= 0 && leg < MOST_LEGS, "A hold has at most 1000 legs");
        }
    }

    /** Part of a leg is free again; names the line as well, so that its owners can be told. */
    record ReleaseHold(UUID hold, int leg, UUID line, long amountMinor) implements Operation {

        /** Checks the amount. */
        public ReleaseHold {
            require(amountMinor > 0, "A release is for more than zero");
        }
    }
}
