package org.tallystick.platform;

import java.util.Properties;

/** Whether this program goes out over the proxies that its user set up for this machine. Stateless; once, before anything goes out. */
public final class SystemProxies {

    private static final String USE = "java.net.useSystemProxies";

    private SystemProxies() {}

    /**
     * Uses them, unless whoever started the program said otherwise.
     *
     * @param properties the system's, which are read when the first connection is made
     */
    public static void use(Properties properties) {
        properties.putIfAbsent(USE, "true");
    }
}
