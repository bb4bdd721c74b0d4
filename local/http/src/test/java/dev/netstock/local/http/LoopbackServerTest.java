package dev.netstock.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The server at the level of bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-expect">RFC 9110, Expect</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
class LoopbackServerTest {
    /** Echoes the request; the path selects further behaviour. */
    private final LoopbackServer server =
            LoopbackServer.listen(
                    0,
                    exchange -> {
                        String path = exchange.getRequestURI().getPath();
                        if (path.equals("/fails")) {
                            throw new IllegalStateException("on purpose");
                        }
                        if (path.equals("/unread")) {
                            Responses.send(exchange, 204, new byte[0]);
                        } else if (path.equals("/closes")) {
                            exchange.close();
                        } else {
                            Responses.send(exchange, 200, exchange.getRequestBody().readAllBytes());
                        }
                    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void expect100Continue_isAnsweredWithoutALength() throws IOException {
        try (var connection = connection()) {
            send(
                    connection,
                    "PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            assertThat(head(connection)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(connection, "ab");
            assertThat(head(connection)).startsWith("HTTP/1.1 200").contains("Content-length: 2");
            assertThat(connection.getInputStream().readNBytes(2)).asString().isEqualTo("ab");
        }
    }

    @Test
    void expect100Continue_whenTheBodyIsNotRead_isNotAnswered() throws IOException {
        try (var connection = connection()) {
            send(
                    connection,
                    "PUT /unread HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            assertThat(head(connection)).startsWith("HTTP/1.1 204").doesNotContain("ength");
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void requests_overOneConnection_areServedInOrder() throws IOException {
        try (var connection = connection()) {
            send(connection, "POST /unread HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
            send(connection, "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
            send(connection, "2;x=y\r\nde\r\n1\r\nf\r\n0\r\nTrailer: 1\r\n\r\n");
            send(connection, "POST /x HTTP/1.0\r\nContent-Length: 1\r\n\r\ng");

            assertThat(new String(connection.getInputStream().readAllBytes(), ISO_8859_1))
                    .matches(
                            "(?s)HTTP/1.1 204.*\r\n\r\nHTTP/1.1 200.*\r\n\r\ndefHTTP/1.1 200.*"
                                    + "Connection: close\r\n.*\r\n\r\ng");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELLO\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "PUT / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
            })
    void request_thatIsMalformed_isRejected(String request) throws IOException {
        try (var connection = connection()) {
            send(connection, request);

            assertThat(head(connection)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void handler_thatThrows_returns500() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.address() + "/fails"));

            assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void handler_thatClosesWithoutAResponse_closesTheConnection() throws IOException {
        try (var connection = connection()) {
            send(connection, "GET /closes HTTP/1.1\r\n\r\n");

            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void bodies_ofAllSizes_arriveComplete() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (int size : new int[] {0, 1, 8_191, 8_192, 16_384, 16_385, 3_000_000}) {
                byte[] body = "x".repeat(size).getBytes(ISO_8859_1);
                var request =
                        HttpRequest.newBuilder(server.address())
                                .POST(BodyPublishers.ofByteArray(body));

                assertThat(client.send(request.build(), BodyHandlers.ofByteArray()).body())
                        .isEqualTo(body);
            }
        }
    }

    private Socket connection() throws IOException {
        var connection = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        connection.setSoTimeout(10_000);
        return connection;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** The next response up to its body. */
    private static String head(Socket connection) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            assertThat(next).as("after: " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
