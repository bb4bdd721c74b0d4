package dev.netstock.local.http;

import com.sun.net.httpserver.HttpHandler;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP/1.1 server on loopback with a virtual thread for each connection. Thread-safe.
 *
 * <p>It has the API of the JDK's server but does not use it, since the JDK's server adds a length
 * to {@code 100 Continue}, which RFC 9110 forbids.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-content-length">RFC 9110,
 *     Content-Length</a>
 */
public final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int BACKLOG = 1024;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int NOT_ANSWERED = -1;
    private static final byte[] BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final HttpHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(ServerSocket socket, HttpHandler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    /**
     * Starts a server.
     *
     * @param port 0 takes a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static LoopbackServer listen(int port, HttpHandler handler) {
        try {
            var socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
            var server = new LoopbackServer(socket, handler);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** The URL without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Closes all connections. */
    @Override
    public void close() {
        closeQuietly(socket);
        connections.forEach(LoopbackServer::closeQuietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "Cannot accept a connection", e);
                }
            }
        }
        connections.forEach(LoopbackServer::closeQuietly);
    }

    private void serve(Socket connection) {
        try (connection) {
            // Otherwise each response waits some 40 ms for the peer's delayed acknowledgement.
            connection.setTcpNoDelay(true);
            var in = new ConnectionInput(connection.getInputStream());
            var out = new BufferedOutputStream(connection.getOutputStream(), BUFFER_BYTES);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = serve(connection, in, out);
            }
        } catch (IOException _) {
            // The client has disconnected, or this server is closing.
        } finally {
            connections.remove(connection);
        }
    }

    /** Serves a request and returns whether another may follow. */
    private boolean serve(Socket connection, ConnectionInput in, OutputStream out)
            throws IOException {
        try {
            Optional<RequestHead> head = RequestHead.read(in);
            return head.isPresent() && serve(new Exchange(head.get(), in, out, connection));
        } catch (RequestHead.Malformed _) {
            connection.getOutputStream().write(BAD_REQUEST);
            return false;
        }
    }

    private boolean serve(Exchange exchange) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A request failed", e);
            if (exchange.getResponseCode() == NOT_ANSWERED) {
                Responses.send(exchange, 500, new byte[0]);
            }
        }
        return exchange.finish();
    }

    private static void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot close the server", e);
        }
    }
}
