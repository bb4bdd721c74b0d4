package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The request line and headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-format">RFC 9112, message
 *     format</a>
 */
record RequestHead(String method, URI target, String protocol, Headers headers) {
    private static final int BYTES_MAX = 256 * 1024;

    /** A malformed request. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reads one; empty at the end of the connection. */
    static Optional<RequestHead> read(InputStream in) throws IOException, Malformed {
        String line = line(in, BYTES_MAX);
        if (line.isEmpty()) {
            line = line(in, BYTES_MAX); // some clients send an extra line break after a body
        }
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].matches("HTTP/1\\.[01]")) {
            throw new Malformed();
        }
        try {
            return Optional.of(
                    new RequestHead(
                            parts[0],
                            new URI(parts[1]),
                            parts[2],
                            headers(in, BYTES_MAX - line.length())));
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new Malformed();
        }
    }

    /** Whether the client waits for {@code 100 Continue} before it sends the body. */
    boolean expectsContinue() {
        return "100-continue".equalsIgnoreCase(headers.getFirst("Expect"));
    }

    /** Whether the client keeps the connection alive. */
    boolean isKeptAlive() {
        List<String> wishes = headers.getOrDefault("Connection", List.of());
        return protocol.equals("HTTP/1.1")
                ? wishes.stream().noneMatch("close"::equalsIgnoreCase)
                : wishes.stream().anyMatch("keep-alive"::equalsIgnoreCase);
    }

    /** The length of the body; empty if it is chunked. */
    Optional<Long> length() throws Malformed {
        if (headers.containsKey("Transfer-Encoding")) {
            if (!"chunked".equalsIgnoreCase(headers.getFirst("Transfer-Encoding"))) {
                throw new Malformed();
            }
            return Optional.empty();
        }
        List<String> lengths = headers.getOrDefault("Content-Length", List.of("0"));
        if (lengths.size() != 1 || !lengths.getFirst().matches("\\d{1,18}")) {
            throw new Malformed();
        }
        return Optional.of(Long.valueOf(lengths.getFirst()));
    }

    private static Headers headers(InputStream in, int bytesMax) throws IOException, Malformed {
        var headers = new Headers();
        int left = bytesMax;
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed();
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** A line without its line break; empty also at the end of the connection. */
    static String line(InputStream in, int bytesMax) throws IOException, Malformed {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > bytesMax) {
                throw new Malformed();
            }
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
