package org.tallystick.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

/** Finds out why a hub cannot listen where it is meant to. Stateless; the thread that starts it. */
final class Listening {

    /** Ports below this one are the operating system's to give. */
    private static final int FIRST_FREE_PORT = 1_024;

    private static final int KNOCK_MS = 500;

    private Listening() {}

    /** Opens the certificate once, since the server would only say that something is wrong. */
    static void check(HubSettings.Tls tls) throws CannotListen {
        try (InputStream in = Files.newInputStream(tls.file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.password());
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                hasKey |= store.isKeyEntry(alias) && store.getKey(alias, tls.password()) != null;
            }
            if (!hasKey) {
                throw new GeneralSecurityException("no key");
            }
        } catch (IOException | GeneralSecurityException unusable) {
            throw new CannotListen(
                    CannotListen.Why.CERTIFICATE,
                    "The certificate in " + tls.file()
                            + " cannot be used: it has to be a PKCS#12 file with a key, opened by the password given",
                    unusable);
        }
    }

    /** What stood against listening; asked of the machine, since what it says comes in its own language. */
    static CannotListen failed(HubSettings settings, Throwable failed) {
        return new CannotListen(
                why(settings, failed), "The hub cannot listen at " + settings.bind() + ":" + settings.port(), failed);
    }

    private static CannotListen.Why why(HubSettings settings, Throwable failed) {
        boolean refused = false;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            refused |= cause instanceof SocketException;
        }
        if (!refused) {
            return CannotListen.Why.OTHER;
        }
        try {
            InetAddress address = InetAddress.getByName(settings.bind());
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                return CannotListen.Why.NO_ADDRESS;
            }
            InetAddress door = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            return settings.port() >= FIRST_FREE_PORT || somebodyListens(new InetSocketAddress(door, settings.port()))
                    ? CannotListen.Why.PORT_TAKEN
                    : CannotListen.Why.PORT_FORBIDDEN;
        } catch (IOException noAddress) {
            return CannotListen.Why.NO_ADDRESS;
        }
    }

    private static boolean somebodyListens(InetSocketAddress door) {
        try (Socket socket = new Socket()) {
            socket.connect(door, KNOCK_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
