package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/** The contract at our hub over HTTP. */
class RemoteContractTest extends HubContract {

    @Override
    World open(Path place) throws IOException {
        HubWorld world = HubWorld.start(place);
        HubAddress address = HubAddress.parse(world.hub.address().toString()).orElseThrow();
        List<HubHttp> ways = new ArrayList<>();
        return new World() {
            @Override
            public Person person(String name) {
                KeyPair key = StubHub.key(name);
                HubHttp http = new HubHttp(address, HubHttp.Ground.of(false, Pins.inMemory()), StubHub.ids());
                ways.add(http);
                Greeting greeting = new Hello(http, Clock.system(), Randomness.system()).ask(Optional.empty());
                assertThat(greeting).isInstanceOf(Greeting.Ours.class);
                Pid hub = ((Greeting.Ours) greeting).facts().pid();
                Session session = new Session(http, hub, key.pid(), key, Clock.system());
                assertThat(session.register(name, StubHub.ids())).isInstanceOf(HubAnswer.Said.class);
                return new Person(
                        key,
                        new RemoteConnection(session, Clock.system()),
                        new Asked(new RemoteQuestions(session, Clock.system())));
            }

            @Override
            public void close() throws IOException {
                ways.forEach(HubHttp::close);
                world.close();
            }
        };
    }

    /** The questions without those about the owner, which are answered from their replica. */
    record Asked(RemoteQuestions questions) implements HubContract.Questions {

        @Override
        public HubStatus status() throws HubUnreachable {
            return questions.status();
        }

        @Override
        public List<Unit> units() throws HubUnreachable {
            return questions.units();
        }

        @Override
        public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
            return questions.person(pid);
        }

        @Override
        public List<PersonCard> find(String text, int limit) throws HubUnreachable {
            return questions.find(text, limit);
        }

        @Override
        public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints)
                throws HubUnreachable {
            return questions.routes(from, to, unit, amountMinor, constraints);
        }

        @Override
        public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
            return questions.ways(payer, txId);
        }
    }
}
