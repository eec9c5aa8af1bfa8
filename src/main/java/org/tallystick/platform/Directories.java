package org.tallystick.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where programs keep what is the user's, by the custom of each system. */
public final class Directories {

    private static final String NAME = "Tallystick";

    private Directories() {}

    /**
     * The folder for data that has to stay: {@code $XDG_DATA_HOME/tallystick} (or {@code ~/.local/share/tallystick}),
     * {@code ~/Library/Application Support/Tallystick}, or {@code %APPDATA%\\Tallystick}. It need not exist.
     *
     * @param system the name of the operating system
     * @param home the user's home
     * @param environment variables of the process
     */
    public static Path data(String system, Path home, Map<String, String> environment) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("win") && !lower.contains("darwin")) {
            String roaming = environment.get("APPDATA");
            return roaming == null || roaming.isBlank()
                    ? home.resolve("AppData").resolve("Roaming").resolve(NAME)
                    : Path.of(roaming).resolve(NAME);
        }
        if (lower.contains("mac") || lower.contains("darwin")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        String given = environment.get("XDG_DATA_HOME");
        // The XDG specification says that a relative path is to be ignored.
        Path base = given == null || !Path.of(given).isAbsolute()
                ? home.resolve(".local").resolve("share")
                : Path.of(given);
        return base.resolve(NAME.toLowerCase(Locale.ROOT));
    }
}
