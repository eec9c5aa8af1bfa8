package org.tallystick.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the program, as the build wrote it. Stateless; any thread. */
public final class ProgramVersion {

    private static final String FILE = "/org/tallystick/cli/version.properties";

    private ProgramVersion() {}

    /** The version alone; empty where the program was put together without one. */
    public static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "");
    }
}
