package dev.netstock.local.dynamodb;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.ArrayList;

/**
 * The main class of the child process. It runs the server until its standard input ends, which
 * happens even if the parent is killed. Standard output has the port, and then the names of written
 * tables; everything else goes to standard error.
 */
final class DynamoDbLocalServer {
    /** A port that was chosen before could be taken before the server binds it. */
    private static final int ANY_PORT = 0;

    private DynamoDbLocalServer() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalServer::endWithParent);
        PrintStream parent = System.out;
        System.setOut(System.err);
        DynamoDBProxyServer server = server(arguments, WriteReports.start(parent));
        ServerConnector connector = onLoopbackOnly(server);
        server.start();
        parent.println(connector.getLocalPort());
        parent.flush();
        server.join();
    }

    /** As DynamoDB Local creates it, without telemetry. */
    private static DynamoDBProxyServer server(String[] arguments, WriteReports reports)
            throws Exception {
        var options = new CommandLineInput(arguments);
        if (!options.init()) {
            throw new IllegalArgumentException("The options of DynamoDB Local are invalid");
        }
        var histories = new ArrayList<TableHistory>();
        var requests =
                new ReportingRequests(
                        options,
                        table -> {
                            reports.add(table);
                            histories.forEach(it -> it.add(table));
                        });
        new Databases(options).giveTo(requests);
        var history = TableHistory.start(requests);
        histories.add(history);
        return new DynamoDBProxyServer(
                ANY_PORT,
                new RecoveringServer(
                        requests,
                        options.getCorsParams(),
                        new PointInTimeRecovery(requests, history)));
    }

    /** By default the server listens on all addresses and has no option to change that. */
    private static ServerConnector onLoopbackOnly(DynamoDBProxyServer proxy)
            throws ReflectiveOperationException {
        Field jetty = DynamoDBProxyServer.class.getDeclaredField("server");
        jetty.setAccessible(true);
        var connector = (ServerConnector) ((Server) jetty.get(proxy)).getConnectors()[0];
        connector.setHost("127.0.0.1");
        return connector;
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
