package org.tallystick.wallet;

import java.util.UUID;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;

/**
 * What somebody said when they trusted somebody.
 *
 * @param id the line's id
 * @param limitMinor the most that may be owed on it, in minor units
 * @param policy what else they said about its use
 * @param status whether it gives new credit
 * @param openedAtMs block time of its opening
 */
public record LineTerms(UUID id, long limitMinor, Policy policy, LineStatus status, long openedAtMs) {}
