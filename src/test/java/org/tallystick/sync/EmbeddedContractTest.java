package org.tallystick.sync;

import java.io.IOException;
import java.nio.file.Path;
import org.tallystick.app.Rooms;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.app.hub.Member;
import org.tallystick.node.Node;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;

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
                return new Person(member.key, connection, reader, () -> {});
            }

            @Override
            public void close() throws IOException {
                reader.close();
                world.close();
            }
        };
    }
}
