package org.tallystick.ledger;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.identity.Pid;
import org.tallystick.money.Amounts;

/**
 * What the creditor of a trust line has said about its use (design §3). Asked of R's own line R→S on the way from S to R.
 *
 * @param canBeIntermediate whether a payment that reaches R over this line may go on from there
 * @param autoClearing whether debts on this line may be cleared without asking; empty counts as yes
 * @param dailyLimitMinor the most new credit that payments and captures take in a UTC day, in minor units
 * @param maxHopUsageMinor the most that one payment may pass through R over this line; 0 is none, empty no bound
 * @param blockedParticipants who may not carry a payment that uses this line, sorted by text
 * @param allowHolds what other people's holds may take; empty is nothing
 */
public record Policy(
        boolean canBeIntermediate,
        Optional<Boolean> autoClearing,
        OptionalLong dailyLimitMinor,
        OptionalLong maxHopUsageMinor,
        List<Pid> blockedParticipants,
        Optional<AllowHolds> allowHolds) {

    /** How many participants one line may block. */
    public static final int MAX_BLOCKED = 100;

    /** The policy of a line whose creditor said nothing. */
    public static final Policy DEFAULT =
            new Policy(true, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of(), Optional.empty());

    /**
     * What holds of others may take from a line.
     *
     * @param amountMinor how much at once, in minor units
     * @param days for how many days at most
     */
    public record AllowHolds(long amountMinor, int days) {

        /** The most days of an allowance. */
        public static final int MOST_DAYS = 3650;

        /** Checks the bounds. */
        public AllowHolds {
            Amounts.require(amountMinor);
            require(days >= 0 && days <= MOST_DAYS, "A hold allowance is for 0 to 3650 days");
        }
    }

    /** Checks the bounds and sorts who is blocked. */
    public Policy {
        Amounts.require(dailyLimitMinor.orElse(0));
        Amounts.require(maxHopUsageMinor.orElse(0));
        require(blockedParticipants.size() <= MAX_BLOCKED, "A line blocks at most 100 participants");
        blockedParticipants = blockedParticipants.stream()
                .distinct()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList();
    }

    /** Whether debts on the line may be cleared without asking. */
    public boolean clearsWithoutAsking() {
        return autoClearing.orElse(true);
    }
}
