package org.tallystick.app.wallets;

import java.util.OptionalLong;
import org.tallystick.app.Machine;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.reference.ReferenceHub;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Signing;

/**
 * One hub of the reference dialect elsewhere. Nothing of it is kept on this machine, since nothing that it says is proven: while it is
 * out of reach there is nothing to show. Any thread; what is told is told on the hub's own thread.
 */
final class KeptReferenceHub implements FarHubs.FarHub {

    private final HubHttp http;
    private final ReferenceHub hub;

    /**
     * Makes it; nothing is asked before {@link #start}.
     *
     * @param http the way to it; closed with this
     * @param account the owner with the key that is for this address only
     */
    KeptReferenceHub(Machine machine, FarHubs.Account account, HubHttp http) {
        this.http = http;
        this.hub = new ReferenceHub(http, account.key(), machine.clock(), machine.randomness());
    }

    /** Begins to keep up. */
    KeptReferenceHub start() {
        hub.start();
        return this;
    }

    @Override
    public Signing signing() {
        return hub.signing();
    }

    @Override
    public HubConnection connection() {
        return hub.connection();
    }

    @Override
    public HubReader reader() {
        return hub.reader();
    }

    @Override
    public HubState state() {
        return hub.state();
    }

    @Override
    public OptionalLong seenAtMs() {
        return hub.seenAtMs();
    }

    /** It signs no history, so that nothing can be proven of it. */
    @Override
    public ProofAnswer check(ShownProof shown) {
        return new ProofAnswer.NoProof();
    }

    @Override
    public GivenBack givenBack() {
        return GivenBack.NONE;
    }

    @Override
    public void wake() {
        hub.wake();
    }

    @Override
    public HubReader.Following listen(Runnable changed) {
        return hub.listen(state -> changed.run());
    }

    @Override
    public void close() {
        hub.close();
        http.close();
    }
}
