package org.tallystick.app.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.journal.AtomicFile;
import org.tallystick.ui.theme.Theme;

/**
 * How the window looked last, in a small file among the user's data. A file that cannot be read is as good as none: only the look
 * depends on it. Reading and writing wait for the disk.
 *
 * @param mode light, dark, or as the system says
 * @param percent of the type's size, 80 to 200
 */
record SavedLook(Theme.Mode mode, int percent) {

    static final SavedLook FIRST = new SavedLook(Theme.Mode.SYSTEM, 100);

    private static final Logger LOG = LoggerFactory.getLogger(SavedLook.class);
    private static final int MAX_BYTES = 4 * 1024;

    private static Path file(Path root) {
        return root.resolve("window.json");
    }

    static SavedLook read(Path root) {
        try {
            if (!Files.exists(file(root)) || Files.size(file(root)) > MAX_BYTES) {
                return FIRST;
            }
            Json.Obj json = Json.readObject(Files.readAllBytes(file(root)));
            json.onlyNames(Set.of("mode", "percent"));
            long percent = json.number("percent");
            return new SavedLook(
                    Theme.Mode.valueOf(json.text("mode")),
                    Math.clamp(percent, Theme.SMALLEST_PERCENT, Theme.LARGEST_PERCENT));
        } catch (IOException | MalformedJson | IllegalArgumentException unreadable) {
            LOG.debug(
                    "How the window looked cannot be read: {}",
                    unreadable.getClass().getSimpleName());
            return FIRST;
        }
    }

    /** Writes it; whether that went does not matter enough to bother anybody. */
    boolean write(Path root) {
        Json.Obj json =
                Json.object().put("mode", mode.name()).put("percent", percent).build();
        try {
            Files.createDirectories(root);
            AtomicFile.replace(file(root), out -> out.write(CanonicalJson.bytes(json)));
            return true;
        } catch (IOException notWritten) {
            LOG.debug(
                    "How the window looks cannot be written: {}",
                    notWritten.getClass().getSimpleName());
            return false;
        }
    }
}
