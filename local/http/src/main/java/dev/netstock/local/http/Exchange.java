package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A request and its response on a connection that may be kept alive. Not thread-safe.
 *
 * <p>Responses have a fixed length: a handler passes it to {@link #sendResponseHeaders}; -1 means
 * no body, and 0 is not supported.
 */
final class Exchange extends HttpExchange {
    private static final int NOT_ANSWERED = -1;
    private static final long DRAINED_BYTES_MAX = 1024L * 1024;

    private final RequestHead head;
    private final RequestBody body;
    private final Socket connection;
    private final OutputStream out;
    private final Headers responseHeaders = new Headers();
    private int status = NOT_ANSWERED;
    private boolean isClosed;

    /**
     * @param out the buffered output of the connection
     */
    Exchange(RequestHead head, ConnectionInput in, OutputStream out, Socket connection)
            throws RequestHead.Malformed {
        this.head = head;
        this.connection = connection;
        this.out = out;
        this.body = new RequestBody(head, in, out);
    }

    /** Completes the exchange and returns whether the connection can be reused. */
    boolean finish() throws IOException {
        out.flush();
        return status != NOT_ANSWERED && head.isKeptAlive() && body.drain(DRAINED_BYTES_MAX);
    }

    @Override
    public Headers getRequestHeaders() {
        return head.headers();
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return head.target();
    }

    @Override
    public String getRequestMethod() {
        return head.method();
    }

    @Override
    public InputStream getRequestBody() {
        return body;
    }

    @Override
    public OutputStream getResponseBody() {
        return out;
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        if (status != NOT_ANSWERED) {
            throw new IOException("The response has already been sent");
        }
        if (length == 0) {
            throw new IllegalArgumentException("The length of a response without a body is -1");
        }
        status = code;
        responseHeaders.set("Date", HttpDate.now());
        boolean hasNoLength = code < 200 || code == 204 || code == 304;
        if (!hasNoLength && !head.method().equals("HEAD")) {
            responseHeaders.set("Content-Length", Long.toString(Math.max(0, length)));
        }
        if (!head.isKeptAlive()) {
            responseHeaders.set("Connection", "close");
        }
        var text = new StringBuilder("HTTP/1.1 ").append(code).append(' ').append("\r\n");
        responseHeaders.forEach(
                (name, values) ->
                        values.forEach(
                                value ->
                                        text.append(name)
                                                .append(": ")
                                                .append(value)
                                                .append("\r\n")));
        out.write(text.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    /** Sends the response; if there is none, closes the connection. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (status == NOT_ANSWERED) {
                connection.close();
            } else {
                out.flush();
            }
        } catch (IOException _) {
            // The client has disconnected.
        }
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return (InetSocketAddress) connection.getRemoteSocketAddress();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return (InetSocketAddress) connection.getLocalSocketAddress();
    }

    @Override
    public String getProtocol() {
        return head.protocol();
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException(
                "Contexts are not supported: there is one handler for all paths");
    }

    @Override
    public Object getAttribute(String name) {
        throw new UnsupportedOperationException("Attributes are not supported");
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw new UnsupportedOperationException("Attributes are not supported");
    }

    @Override
    public void setStreams(@Nullable InputStream input, @Nullable OutputStream output) {
        throw new UnsupportedOperationException("Filters are not supported");
    }

    @Override
    public HttpPrincipal getPrincipal() {
        throw new UnsupportedOperationException("Authenticators are not supported");
    }
}
