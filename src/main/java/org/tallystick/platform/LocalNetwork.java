package org.tallystick.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where other machines of the same network find this one. Stateless; any thread that may wait a little. */
public final class LocalNetwork {

    /** Networks that exist inside this machine only. */
    private static final List<String> INNER = List.of("docker", "br-", "veth", "virbr", "vmnet", "vboxnet");

    private LocalNetwork() {}

    /** The machine's address of version 4, rather a private one; nothing while it is on no network. */
    public static Optional<String> address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalNetwork::isOuter)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing((InetAddress address) -> !address.isSiteLocalAddress()))
                    .map(InetAddress::getHostAddress);
        } catch (SocketException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isOuter(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && INNER.stream().noneMatch(prefix -> network.getName().startsWith(prefix));
        } catch (SocketException unknown) {
            return false;
        }
    }
}
