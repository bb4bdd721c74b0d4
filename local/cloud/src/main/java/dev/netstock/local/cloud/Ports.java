package dev.netstock.local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
final class Ports {
    private Ports() {}

    /** The port if it is free, or else 0, which takes any. */
    static int freeOrAny(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return port;
        } catch (IOException _) {
            return 0;
        }
    }
}
