package org.tallystick.app.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.journal.AtomicFile;
import org.tallystick.wallet.OwnHub;

/**
 * How the owner served last, in a small file beside their keys. A file that cannot be read is as good as none: then nothing is
 * served until somebody says so. Any thread that may wait.
 *
 * @param file where it is kept
 */
record HubMemory(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(HubMemory.class);
    private static final int MAX_BYTES = 16 * 1024;
    private static final String REACH = "reach";
    private static final String PORT = "port";
    private static final String URL = "url";
    private static final String APPROVAL = "approval";
    private static final String AGAIN = "again";

    /**
     * What is remembered.
     *
     * @param name how the hub calls itself now, which the chain knows
     */
    Optional<OwnHub.Wish> read(String name) {
        try {
            if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            Json.Obj json = Json.readObject(Files.readAllBytes(file));
            json.onlyNames(Set.of("format", REACH, PORT, URL, APPROVAL, AGAIN));
            Optional<String> url = json.optionalText(URL);
            return Optional.of(new OwnHub.Wish(
                    OwnHub.Reach.valueOf(json.text(REACH)),
                    Math.toIntExact(json.number(PORT)),
                    url.isPresent() ? Optional.of(new URI(url.get())) : Optional.empty(),
                    name,
                    json.flag(APPROVAL),
                    json.flag(AGAIN)));
        } catch (IOException
                | MalformedJson
                | URISyntaxException
                | IllegalArgumentException
                | ArithmeticException unreadable) {
            LOG.warn(
                    "How the hub was served last cannot be read: {}",
                    unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Remembers it; where that fails the next start serves as before. */
    void write(OwnHub.Wish wish) {
        Json.Obj json = Json.object()
                .put("format", 1)
                .put(REACH, wish.reach().name())
                .put(PORT, wish.port())
                .putIfPresent(URL, wish.url().map(URI::toString))
                .put(APPROVAL, wish.approval())
                .put(AGAIN, wish.again())
                .build();
        try {
            AtomicFile.replace(file, out -> out.write(CanonicalJson.bytes(json)));
        } catch (IOException notWritten) {
            LOG.warn(
                    "How the hub is served cannot be remembered: {}",
                    notWritten.getClass().getSimpleName());
        }
    }
}
