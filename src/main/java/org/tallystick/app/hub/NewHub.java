package org.tallystick.app.hub;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.ledger.Operation;
import org.tallystick.node.HubTransactions;

/** Makes the node of a new hub, with the units that its people count in. Stateless; any thread. */
public final class NewHub {

    private static final String NAME = "hub";

    /**
     * A unit to begin with.
     *
     * @param code such as {@code HOUR}
     * @param precision decimals
     */
    public record Unit(String code, int precision) {}

    private NewHub() {}

    /**
     * Makes it.
     *
     * @param place a folder that is empty or not there
     * @param password wiped; null to leave the key file open
     * @param practice whether it holds everybody's keys
     * @throws IOException when something cannot be written; nothing is left then
     */
    public static NewFolder.Outcome make(
            Path place, char @Nullable [] password, boolean practice, List<Unit> units, Machine machine)
            throws IOException {
        if (Files.isDirectory(place) && isEmpty(place)) {
            Files.delete(place);
        }
        List<Operation> define = units.stream()
                .<Operation>map(unit -> new Operation.DefineEquivalent(unit.code(), unit.precision(), true))
                .toList();
        return NewFolder.make(
                place,
                password,
                practice,
                machine,
                app -> NewFolder.submit(app.node(), HubTransactions.imported(NAME, List.of(), List.of(), define)));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }
}
