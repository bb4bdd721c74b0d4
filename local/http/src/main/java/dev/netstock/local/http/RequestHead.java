package dev.netstock.local.http;

import com.sun.net.httpserver.Headers;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The request line and headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-format">RFC 9112, message
 *     format</a>
 */
record RequestHead(String method, URI target, String protocol, Headers headers) {
    private static final int BYTES_MAX = 256 * 1024;
    private static final Set<String> PROTOCOLS = Set.of("HTTP/1.0", "HTTP/1.1");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** A malformed request. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reads one; empty at the end of the connection. */
    static Optional<RequestHead> read(ConnectionInput in) throws IOException, Malformed {
        String line = in.line(BYTES_MAX);
        if (line.isEmpty()) {
            line = in.line(BYTES_MAX); // some clients send an extra line break after a body
        }
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !PROTOCOLS.contains(parts[2])) {
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
        if (lengths.size() != 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
            throw new Malformed();
        }
        return Optional.of(Long.valueOf(lengths.getFirst()));
    }

    private static Headers headers(ConnectionInput in, int bytesMax) throws IOException, Malformed {
        var headers = new Headers();
        int left = bytesMax;
        for (String line = in.line(left); !line.isEmpty(); line = in.line(left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed();
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }
}
