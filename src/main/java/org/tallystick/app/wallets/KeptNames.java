package org.tallystick.app.wallets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AtomicFile;
import org.tallystick.wallet.PersonCard;

/**
 * What a hub last called people, so that nobody is a row of letters when the wallet is opened while the hub is away. It is the hub's
 * word, and may be deleted at any time. Any thread that may wait for a disk.
 */
final class KeptNames {

    private static final Logger LOG = LoggerFactory.getLogger(KeptNames.class);
    private static final long MAX_BYTES = 4 << 20;
    private static final int VERSION = 1;

    private final Path file;

    KeptNames(Path file) {
        this.file = file;
    }

    /** Who was known; nobody where the file cannot be used. */
    List<PersonCard> read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return List.of();
            }
            Json.Obj json = Json.readObject(Files.readAllBytes(file));
            List<PersonCard> people = new ArrayList<>();
            if (json.number("names") == VERSION) {
                for (Json.Obj one : json.array("people").objects()) {
                    people.add(
                            new PersonCard(Pid.parse(one.text("pid")), one.optionalText("name"), one.flag("active")));
                }
            }
            return people;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | MalformedJson | MalformedIdentity unusable) {
            LOG.info(
                    "names that were kept cannot be read: {}",
                    unusable.getClass().getSimpleName());
            return List.of();
        }
    }

    /** Keeps who is known now. */
    synchronized void write(List<PersonCard> people) {
        Json.Obj json = Json.object()
                .put("names", VERSION)
                .put(
                        "people",
                        Json.of(people.stream()
                                .<Json>map(one -> Json.object()
                                        .put("pid", one.pid().text())
                                        .putIfPresent("name", one.name())
                                        .put("active", one.active())
                                        .build())
                                .toList()))
                .build();
        try {
            AtomicFile.replace(file, out -> out.write(CanonicalJson.bytes(json)));
        } catch (IOException notKept) {
            LOG.warn("names cannot be kept: {}", notKept.getClass().getSimpleName());
        }
    }
}
