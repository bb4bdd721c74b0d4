package dev.netstock.local.dynamodb;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

import java.io.IOException;
import java.lang.reflect.Field;

/**
 * The main class of the child process. It runs the server until its standard input ends, which
 * happens even if the parent is killed.
 */
final class DynamoDbLocalServer {
    private DynamoDbLocalServer() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalServer::endWithParent);
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(arguments);
        listenOnLoopbackOnly(server);
        server.start();
        server.join();
    }

    /** By default the server listens on all addresses and has no option to change that. */
    private static void listenOnLoopbackOnly(DynamoDBProxyServer proxy)
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
                // The parent writes nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same as the end of the stream.
        }
        Runtime.getRuntime().halt(0);
    }
}
