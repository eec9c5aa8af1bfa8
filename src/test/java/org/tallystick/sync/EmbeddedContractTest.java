package org.tallystick.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.app.Rooms;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.app.hub.Member;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.node.Node;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/** The contract at the node of this program. */
class EmbeddedContractTest extends HubContract {

    @Override
    World open(Path place) throws IOException {
        HubWorld world = HubWorld.start(place);
        Node node = world.app.node();
        NodeConnection connection = new NodeConnection(node, node.hubKey(), world.machine.clock());
        NodeReader reader = new NodeReader(node, node.hubKey(), Rooms.PAYMENT_LIMITS);
        return new World() {
            @Override
            public Person person(String name) throws IOException {
                Member member = world.member(name);
                return new Person(member.key, connection, new Asked(reader));
            }

            @Override
            public void close() throws IOException {
                reader.close();
                world.close();
            }
        };
    }

    /** The part of a reader that the contract is about. */
    record Asked(HubReader reader) implements Questions {

        @Override
        public HubStatus status() throws HubUnreachable {
            return reader.status();
        }

        @Override
        public List<Unit> units() throws HubUnreachable {
            return reader.units();
        }

        @Override
        public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
            return reader.person(pid);
        }

        @Override
        public List<PersonCard> find(String text, int limit) throws HubUnreachable {
            return reader.find(text, limit);
        }

        @Override
        public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints)
                throws HubUnreachable {
            return reader.routes(from, to, unit, amountMinor, constraints);
        }

        @Override
        public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
            return reader.ways(payer, height, txId);
        }
    }
}
