package org.tallystick.ui;

import java.util.Map;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubUnreachable;

/** A way to a hub on which answers can be lost, and that can refuse. On the thread of the test. */
public final class TestWay implements HubConnection {

    private final HubConnection real;
    private boolean away;
    private Optional<Submitted.Refused> refusal = Optional.empty();

    public TestWay(HubConnection real) {
        this.real = real;
    }

    /** From now on no answer comes, or answers again. */
    public void away(boolean now) {
        away = now;
    }

    /** From now on everything is refused. */
    public void refuse(String code, Map<String, String> details) {
        refusal = Optional.of(new Submitted.Refused(code, details));
    }

    /** From now on nothing is refused that the hub takes. */
    public void accept() {
        refusal = Optional.empty();
    }

    @Override
    public Pid hub() {
        return real.hub();
    }

    private HubConnection reached() throws HubUnreachable {
        if (away) {
            throw new HubUnreachable("the test keeps it away");
        }
        return real;
    }

    @Override
    public Submitted submit(SignedStatement statement) throws HubUnreachable {
        HubConnection now = reached();
        return refusal.isPresent() ? refusal.get() : now.submit(statement);
    }

    @Override
    public Found find(String txId, long fromHeight) throws HubUnreachable {
        return reached().find(txId, fromHeight);
    }
}
