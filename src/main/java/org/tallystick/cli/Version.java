package org.tallystick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.tallystick.base.Checks;
import picocli.CommandLine.IVersionProvider;

/** Name and version of the program, as the build wrote them into {@code version.properties}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = read();
        return new String[] {properties.getProperty("name") + " " + properties.getProperty("version")};
    }

    /** The version alone. */
    static String number() throws IOException {
        return read().getProperty("version", "");
    }

    private static Properties read() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Checks.invariant(in != null, "the program was built without its version");
            properties.load(in);
        }
        return properties;
    }
}
