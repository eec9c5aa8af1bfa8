package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.tallystick.sync.reference.ReferenceHub;
import org.tallystick.sync.reference.StandIn;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.OwnerJournal;

/**
 * Hubs over the network, by {@code org.tallystick.sync}: of our dialect, and of the reference's where none of ours was met at the
 * address. Any thread that may wait.
 */
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
            // What stands for a hub of the reference dialect is the name of its address, and nobody can prove to have
            // it.
            Optional<Pid> proven =
                    joined.filter(hub -> hub.dialect() == HubDialect.TALLYSTICK).map(JoinedHub::pid);
            Greeting greeting = hello(http, proven);
            return greeting instanceof Greeting.Reference
                    ? reference(http, expected, pin)
                    : said(greeting, address.get(), pin, expected.or(() -> proven));
        }
    }

    private Greeting hello(HubHttp http, Optional<Pid> known) {
        return new Hello(http, machine.clock(), machine.randomness()).ask(known);
    }

    /** There are many places where no hub of ours is; a hub of the reference dialect has to look like one. */
    private static HubLook reference(HubHttp http, Optional<Pid> expected, OnePin pin) {
        HubAddress address = http.address();
        Pid standIn = StandIn.of(address);
        return switch (ReferenceHub.look(http)) {
            case NOT_ONE -> new HubLook.NotAHub(address.text());
            case SILENT -> new HubLook.Silent(address.text());
            case FOUND ->
                expected.filter(pid -> !pid.equals(standIn))
                        .<HubLook>map(pid -> new HubLook.AnotherHub(address.text(), pid))
                        .orElseGet(() -> new HubLook.Found(new HubOffer(
                                standIn,
                                Optional.empty(),
                                address.text(),
                                "",
                                HubDialect.REFERENCE,
                                List.of(),
                                false,
                                false,
                                isRisky(address),
                                pin.unvouched(),
                                0)));
        };
    }

    private static boolean isRisky(HubAddress address) {
        return address.isPlain() && !address.isLoopback();
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
            case Greeting.Reference _ ->
                throw new IllegalArgumentException("What proves nothing is looked at otherwise");
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
                isRisky(address),
                pin.unvouched(),
                ours.isClockSuspect() ? ours.aheadMs() : 0);
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
            boolean reference = offer.dialect() == HubDialect.REFERENCE;
            return switch (hello(http, reference ? Optional.empty() : Optional.of(offer.pid()))) {
                case Greeting.Ours _
                when !reference ->
                    admission(
                            new Session(http, offer.pid(), account.key().pid(), account.key(), machine.clock())
                                    .register(account.name(), ids),
                            pin);
                case Greeting.Reference _
                when reference -> {
                    try (ReferenceHub hub =
                            new ReferenceHub(http, account.key(), machine.clock(), machine.randomness())) {
                        yield admission(hub.register(account.name()), pin);
                    }
                }
                case Greeting.Ours _, Greeting.Reference _, Greeting.Refused _ ->
                    new Admission.Out(new HubJoining.AnotherHub());
                case Greeting.Silent _ -> new Admission.Out(new HubJoining.Silent());
            };
        }
    }

    private static Admission admission(HubAnswer answer, OnePin pin) {
        return switch (answer) {
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
            FarHub far = switch (hub.dialect()) {
                case TALLYSTICK -> new KeptUpHub(machine, hub, account, http, folder).start();
                case REFERENCE -> new KeptReferenceHub(machine, account, http).start();
            };
            kept = true;
            return far;
        } finally {
            if (!kept) {
                http.close();
            }
        }
    }
}
