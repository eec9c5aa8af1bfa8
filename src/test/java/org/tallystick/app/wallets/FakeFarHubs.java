package org.tallystick.app.wallets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Signing;
import org.tallystick.wallet.Unit;

/** Hubs elsewhere that are there by name, never answer, and are how the test says. */
final class FakeFarHubs implements FarHubs {

    final List<String> done = new ArrayList<>();
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    /** What is found of a payment; nobody answers where it is nothing. */
    volatile Supplier<HubConnection.@Nullable Found> found = () -> null;

    /** Runs while a hub is begun to be kept up with. */
    Runnable beginning = () -> {};

    final Map<Pid, HubState> states = new LinkedHashMap<>();
    Admission admission = new Admission.In(Optional.of("authority"), false);
    private final NoFarHubs nobody = new NoFarHubs(new SetClock(0));

    static HubOffer offer(String name) {
        return new HubOffer(
                TestNode.pid("hub " + name),
                Optional.of(TestNode.key("hub " + name).publicKey()),
                "https://" + name + ".example.org",
                name,
                HubDialect.TALLYSTICK,
                List.of(new Unit("HOUR", 2)),
                false,
                false,
                false,
                Optional.empty(),
                0);
    }

    static HubOffer plain(String name) {
        HubOffer usual = offer(name);
        return new HubOffer(
                usual.pid(),
                usual.key(),
                "http://" + name + ".example.org",
                name,
                usual.dialect(),
                usual.units(),
                false,
                false,
                true,
                Optional.empty(),
                0);
    }

    @Override
    public HubLook look(String address, Optional<Pid> expected, Function<String, Optional<JoinedHub>> known) {
        HubOffer found = offer(address);
        if (expected.isPresent() && !expected.get().equals(found.pid())) {
            return new HubLook.AnotherHub(found.address(), expected.get());
        }
        return new HubLook.Found(found);
    }

    @Override
    public Admission join(HubOffer offer, Account account) {
        done.add("join " + offer.name() + " as " + account.name());
        return admission;
    }

    @Override
    public FarHub keepUp(JoinedHub hub, Account account, OwnerJournal journal, Path folder) {
        done.add("keep up " + hub.name());
        beginning.run();
        FarHub away = nobody.keepUp(hub, account, journal, folder);
        return new FarHub() {
            @Override
            public Signing signing() {
                return away.signing();
            }

            @Override
            public HubConnection connection() {
                return new HubConnection() {
                    @Override
                    public Pid hub() {
                        return hub.pid();
                    }

                    @Override
                    public Submitted submit(SignedStatement statement) throws HubUnreachable {
                        asked.add("submit");
                        return away.connection().submit(statement);
                    }

                    @Override
                    public Found find(String txId, long fromHeight) throws HubUnreachable {
                        asked.add("find");
                        Found answer = found.get();
                        return answer == null ? away.connection().find(txId, fromHeight) : answer;
                    }
                };
            }

            @Override
            public HubReader reader() {
                return away.reader();
            }

            @Override
            public HubState state() {
                return states.getOrDefault(hub.pid(), new HubState.Connecting());
            }

            @Override
            public OptionalLong seenAtMs() {
                return OptionalLong.empty();
            }

            @Override
            public ProofAnswer check(ShownProof shown) {
                return new ProofAnswer.NotYet(shown.hub());
            }

            @Override
            public GivenBack givenBack() {
                return new GivenBack(3, 2);
            }

            @Override
            public void wake() {
                done.add("wake " + hub.name());
            }

            @Override
            public HubReader.Following listen(Runnable changed) {
                return () -> done.add("hear no more of " + hub.name());
            }

            @Override
            public void close() {
                done.add("close " + hub.name());
            }
        };
    }

    static Admission refused() {
        return new Admission.Out(new HubJoining.Refused("E006"));
    }
}
