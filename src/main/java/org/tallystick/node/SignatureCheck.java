package org.tallystick.node;

import java.util.concurrent.Semaphore;
import org.tallystick.identity.SignedStatement;

/** How signatures are checked; called from any thread. */
@FunctionalInterface
public interface SignatureCheck {

    /** Whether the statement's signature is that of its key. */
    boolean verified(SignedStatement statement);

    /**
     * Checks them, as many at once as there are processors: more would only take time from the ledger thread and the
     * projector.
     */
    static SignatureCheck strict() {
        Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());
        return statement -> {
            turns.acquireUninterruptibly();
            try {
                return statement.verify();
            } finally {
                turns.release();
            }
        };
    }
}
