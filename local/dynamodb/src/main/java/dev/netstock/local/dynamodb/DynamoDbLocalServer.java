package dev.netstock.local.dynamodb;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

import java.io.IOException;
import java.lang.reflect.Field;

/**
 * The child's main: runs the server until its standard input ends, which it does however the parent
 * goes.
 */
final class DynamoDbLocalServer {
    private DynamoDbLocalServer() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalServer::endWithParent);
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(arguments);
        listenOnLoopbackAlone(server);
        server.start();
        server.join();
    }

    /** It would listen on every address of the machine, and has no option against that. */
    private static void listenOnLoopbackAlone(DynamoDBProxyServer proxy)
            throws ReflectiveOperationException {
        Field jetty = DynamoDBProxyServer.class.getDeclaredField("server");
        jetty.setAccessible(true);
        for (Connector connector : ((Server) jetty.get(proxy)).getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end of the stream counts.
            }
        } catch (IOException e) {
            // A broken pipe says the same as an ended one.
        }
        Runtime.getRuntime().halt(0);
    }
}
