package org.tallystick.feature.trust.sql;

import static org.tallystick.base.Checks.require;

import java.util.Optional;
import org.tallystick.ledger.LineStatus;

/**
 * Which lines of an account are wanted.
 *
 * @param account its number
 * @param given whether those by which it trusts others
 * @param received whether those by which others trust it
 * @param equivalent in which unit only, if anything
 * @param status in which state only, if anything
 */
public record LineSearch(
        int account, boolean given, boolean received, Optional<String> equivalent, Optional<LineStatus> status) {

    /** Checks that something is wanted. */
    public LineSearch {
        require(given || received, "Lines are given or received");
    }
}
