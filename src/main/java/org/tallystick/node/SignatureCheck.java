package org.tallystick.node;

import java.util.concurrent.Semaphore;
import org.tallystick.identity.SignedStatement;
import org.tallystick.identity.StatementForm;

/** How signatures are checked; called from any thread. */
@FunctionalInterface
public interface SignatureCheck {

    /** Whether the statement is in a form that is taken here, and its signature is that of its key. */
    boolean verified(SignedStatement statement);

    /**
     * Takes the bound form only and checks signatures, as many at once as there are processors: more would only take time from
     * the ledger thread and the projector.
     */
    static SignatureCheck strict() {
        SignatureCheck check = acceptingUnbound();
        return statement -> statement.form() == StatementForm.BOUND && check.verified(statement);
    }

    /**
     * As {@link #strict()}, and takes the reference form as well ({@code --accept-unbound-signatures}): what was signed in it for
     * another hub may be used here, and what was signed for this one there.
     */
    static SignatureCheck acceptingUnbound() {
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
