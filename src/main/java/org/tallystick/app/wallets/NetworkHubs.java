package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.Greeting;
import org.tallystick.sync.Hello;
import org.tallystick.sync.HubAddress;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubFacts;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.Pin;
import org.tallystick.sync.Pins;
import org.tallystick.sync.Session;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.OwnerJournal;

/** Hubs over the network, by {@code org.tallystick.sync}. Any thread that may wait. */
public final class NetworkHubs implements FarHubs {

    private final Machine machine;
    private final Ids ids;

    /** Makes it; nothing is asked yet. */
    public NetworkHubs(Machine machine) {
        this.machine = machine;
        this.ids = new Ids(machine.clock(), machine.randomness());
    }

    /** One address's pin, as it was and as it was seen. */
    static final class OnePin implements Pins {

        private final AtomicReference<@Nullable Pin> pin = new AtomicReference<>();

        OnePin(Optional<String> known) {
            known.flatMap(Pin::parse).ifPresent(pin::set);
        }

        @Override
        public Optional<Pin> find(HubAddress address) {
            return Optional.ofNullable(pin.get());
        }

        @Override
        public void remember(HubAddress address, Pin seen) {
            pin.compareAndSet(null, seen);
        }

        /** As it is written down. */
        Optional<String> text() {
            return Optional.ofNullable(pin.get()).map(Pin::text);
        }

        /** The key that no authority vouches for. */
        Optional<String> unvouched() {
            return pin.get() instanceof Pin.Key key ? Optional.of(key.spkiSha256()) : Optional.empty();
        }
    }

    @Override
    public HubLook look(String typed, Optional<Pid> expected, Function<String, Optional<JoinedHub>> known) {
        Optional<HubAddress> address = HubAddress.parse(typed);
        if (address.isEmpty()) {
            return new HubLook.NoAddress();
        }
        Optional<JoinedHub> joined = known.apply(address.get().text());
        OnePin pin = new OnePin(joined.flatMap(JoinedHub::pin));
        // Who is there is asked of everybody; only what is secret needs a yes to plain http.
        try (HubHttp http = http(address.get(), true, pin)) {
            Greeting greeting = new Hello(http, machine.clock(), machine.randomness()).ask(joined.map(JoinedHub::pid));
            return said(greeting, address.get(), pin, expected.or(() -> joined.map(JoinedHub::pid)));
        }
    }

    private HubHttp http(HubAddress address, boolean plainAllowed, Pins pins) {
        return new HubHttp(address, HubHttp.Ground.of(plainAllowed, pins), ids);
    }

    private static HubLook said(Greeting greeting, HubAddress address, OnePin pin, Optional<Pid> expected) {
        String where = address.text();
        return switch (greeting) {
            case Greeting.Ours ours ->
                expected.isPresent() && !expected.get().equals(ours.facts().pid())
                        ? new HubLook.AnotherHub(where, expected.get())
                        : new HubLook.Found(offer(ours, address, pin));
            case Greeting.Reference _ -> new HubLook.NotAHub(where);
            case Greeting.Refused refused ->
                switch (refused.lie()) {
                    case NOT_A_HUB, NO_PROOF, OLD_ANSWER -> new HubLook.NotAHub(where);
                    case ANOTHER_ADDRESS -> new HubLook.Elsewhere(where, refused.said());
                    case ANOTHER_HUB, NO_LONGER_PROVES ->
                        expected.<HubLook>map(pid -> new HubLook.AnotherHub(where, pid))
                                .orElseGet(() -> new HubLook.NotAHub(where));
                };
            case Greeting.Silent silent ->
                switch (silent.why()) {
                    case CERTIFICATE -> new HubLook.BadCertificate(where);
                    case NOT_UNDERSTOOD, REDIRECTED, TOO_LARGE, FOREIGN_CHALLENGE -> new HubLook.NotAHub(where);
                    case PLAIN, NO_CONNECTION, TIMED_OUT, BROKEN_OFF, NOT_NOW, NOT_ASKED -> new HubLook.Silent(where);
                };
        };
    }

    private static HubOffer offer(Greeting.Ours ours, HubAddress address, OnePin pin) {
        HubFacts facts = ours.facts();
        return new HubOffer(
                facts.pid(),
                Optional.of(facts.key()),
                address.text(),
                facts.name(),
                HubDialect.TALLYSTICK,
                facts.units(),
                facts.approval(),
                facts.practice(),
                address.isPlain() && !address.isLoopback(),
                pin.unvouched(),
                ours.isClockSuspect() ? ours.aheadMs() : 0,
                false);
    }

    @Override
    public Admission join(HubOffer offer, Account account) {
        HubAddress address = HubAddress.parse(offer.address())
                .orElseThrow(() -> new IllegalArgumentException("An offer has the address where it was found"));
        // What was agreed to is what is there now: another certificate is refused.
        OnePin pin = new OnePin(
                address.isPlain()
                        ? Optional.empty()
                        : Optional.of(offer.certificate()
                                .<Pin>map(Pin.Key::new)
                                .orElseGet(Pin.Authority::new)
                                .text()));
        try (HubHttp http = http(address, offer.plain(), pin)) {
            return switch (new Hello(http, machine.clock(), machine.randomness()).ask(Optional.of(offer.pid()))) {
                case Greeting.Ours _ -> register(http, offer.pid(), account, pin);
                case Greeting.Reference _, Greeting.Refused _ -> new Admission.Out(new HubJoining.AnotherHub());
                case Greeting.Silent _ -> new Admission.Out(new HubJoining.Silent());
            };
        }
    }

    private Admission register(HubHttp http, Pid hub, Account account, OnePin pin) {
        Session session = new Session(http, hub, account.key().pid(), account.key(), machine.clock());
        return switch (session.register(account.name(), ids)) {
            case HubAnswer.Said said -> new Admission.In(pin.text(), isPending(said.data()));
            // Who has an account already takes part in it; whether it still waits is heard when it logs in.
            case HubAnswer.Refused refused
            when refused.own() && refused.code().equals(ErrorCode.E008.name()) -> new Admission.In(pin.text(), false);
            case HubAnswer.Refused refused
            when refused.own() -> new Admission.Out(new HubJoining.Refused(refused.code()));
            case HubAnswer.Refused _, HubAnswer.Unusable _ -> new Admission.Out(new HubJoining.Silent());
        };
    }

    private static boolean isPending(Json data) {
        return data instanceof Json.Obj participant
                && participant.fields().get("status") instanceof Json.Str(String status)
                && status.equals("pending");
    }

    @Override
    public FarHub keepUp(JoinedHub hub, Account account, OwnerJournal journal, Path folder) throws IOException {
        HubAddress address = HubAddress.parse(hub.address())
                .orElseThrow(() -> new IOException("the address of a hub that was joined cannot be read"));
        HubHttp http = http(address, hub.plainAllowed(), new OnePin(hub.pin()));
        boolean kept = false;
        try {
            FarHub far = new KeptUpHub(machine, hub, account, http, folder).start();
            kept = true;
            return far;
        } finally {
            if (!kept) {
                http.close();
            }
        }
    }
}
