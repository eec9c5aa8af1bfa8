package org.tallystick.sync.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.PassingClock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.sync.HttpLimits;
import org.tallystick.sync.HubAddress;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.Pins;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.PaymentOrder;
import org.tallystick.wallet.Unit;

/** A stub of the reference dialect with people who have their own way to it. */
public final class ReferenceWorld implements AutoCloseable {

    /** What everybody counts in. */
    public static final Unit HOUR = new Unit("HOUR", 2);

    static final Constraints USUAL = new Constraints(6, 3, List.of());
    private static final HttpLimits QUICK = new HttpLimits(2_000, 1_000, 1_000, 2_000, 1 << 20);

    /** The hub. */
    public final ReferenceStub stub = new ReferenceStub();

    /** Of the wallets; the hub has the machine's. */
    final PassingClock clock = new PassingClock();

    final Ids ids = new Ids(Clock.system(), Randomness.seeded(3));
    private final List<HubHttp> ways = new ArrayList<>();
    private final List<ReferenceHub> hubs = new ArrayList<>();

    /** Somebody's key. */
    public static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    HubAddress address() {
        return HubAddress.parse(stub.url()).orElseThrow();
    }

    HubHttp http() {
        HubHttp http = new HubHttp(address(), new HubHttp.Ground(false, Pins.inMemory(), Optional.empty(), QUICK), ids);
        ways.add(http);
        return http;
    }

    /** The way of somebody who may have no account yet. */
    ReferenceHub stranger(String name) {
        ReferenceHub hub = new ReferenceHub(http(), key(name), clock, Randomness.seeded(5), ms -> {});
        hubs.add(hub);
        return hub;
    }

    /** The way of somebody with an account. */
    public ReferenceHub member(String name) {
        ReferenceHub hub = stranger(name);
        assertThat(hub.register(name)).isInstanceOf(HubAnswer.Said.class);
        return hub;
    }

    static Pid pid(String name) {
        return key(name).pid();
    }

    /** Trusts. */
    void trust(ReferenceHub from, String to, String limit) throws Exception {
        assertThat(from.connection()
                        .submit(from.signing()
                                .sign(
                                        "trustline.create",
                                        org.tallystick.base.Json.object()
                                                .put("to", pid(to).text())
                                                .put("equivalent", "HOUR")
                                                .put("limit", limit)
                                                .build())))
                .isEqualTo(new Submitted.Said());
    }

    static SignedStatement payment(ReferenceHub from, String txId, String to, String amount) throws Exception {
        PaymentOrder order = new PaymentOrder(
                txId, pid(to), "HOUR", amount, Optional.of("for bread"), USUAL, Optional.of("2026-11-22T12:00:00Z"));
        return from.signing().sign("payment.create", order.fields());
    }

    Submitted pay(ReferenceHub from, String to, String amount) throws Exception {
        return from.connection().submit(payment(from, ids.next(), to, amount));
    }

    @Override
    public void close() {
        hubs.forEach(ReferenceHub::close);
        ways.forEach(HubHttp::close);
        stub.close();
    }
}
