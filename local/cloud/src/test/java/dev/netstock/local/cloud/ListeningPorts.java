package dev.netstock.local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Checks from which addresses a port is reachable. */
final class ListeningPorts {
    private static final int LIMIT_MS = 500;

    private ListeningPorts() {}

    /** The non-loopback addresses of this machine, such as its address in the local network. */
    static List<InetAddress> outwardAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    static boolean isOpen(InetAddress address, URI service) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, service.getPort()), LIMIT_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
