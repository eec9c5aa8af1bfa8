package org.tallystick.sync;

import java.util.function.Consumer;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.replica.Comparison;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Violation;

/** An honest hub contradicts nothing: whatever is said against it is a fault. */
public record Complaints(Consumer<String> told) implements ReplicaFeed.Witness {

    /** Each one ends the test. */
    static Complaints none() {
        return new Complaints(what -> {
            throw new AssertionError(what);
        });
    }

    @Override
    public void violated(Violation violation, FeedPage offered) {
        told.accept(violation.toString());
    }

    @Override
    public void differs(AccountWord word, Comparison.What what) {
        told.accept(what.toString());
    }

    @Override
    public void shown(Contradiction contradiction) {
        told.accept(contradiction.kind());
    }
}
