package dev.netstock.local.malls.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param path its decoded segments, without the one that names the mall
 * @param query decoded; of parameters with the same name, the last
 * @param base the address of the mall, without a slash at the end
 */
public record Call(
        String method,
        List<String> path,
        Map<String, String> query,
        Headers headers,
        String body,
        URI base) {
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

    /** The request of an exchange on a server. */
    public static Call of(HttpExchange exchange, URI server) throws IOException {
        String rawPath = exchange.getRequestURI().getRawPath();
        List<String> segments =
                Arrays.stream(rawPath.split("/"))
                        .filter(it -> !it.isEmpty())
                        .map(it -> URLDecoder.decode(it.replace("+", "%2B"), UTF_8))
                        .toList();
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        byte[] body =
                Responses.bodyUpTo(BODY_BYTES_MAX, exchange)
                        .orElseThrow(() -> new IOException("The body is too large"));
        return new Call(
                exchange.getRequestMethod(),
                segments.stream().skip(1).toList(),
                FormBody.parse(query.getBytes(UTF_8)),
                exchange.getRequestHeaders(),
                new String(body, UTF_8),
                URI.create(server + "/" + segments.stream().findFirst().orElse("")));
    }

    /** Whether it is this method on this path. */
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && String.join("/", path).equals(wantedPath);
    }

    /** Whether it is this method on a path that begins so and has this many further segments. */
    public boolean isUnder(String wantedMethod, String parent, int more) {
        int length = parent.split("/").length;
        return method.equals(wantedMethod)
                && path.size() == length + more
                && String.join("/", path.subList(0, length)).equals(parent);
    }

    /** The last segment of the path but some. */
    public String segmentFromEnd(int index) {
        return path.get(path.size() - 1 - index);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The token of {@code Authorization: <scheme> <token>}. */
    public Optional<String> authorization(String scheme) {
        return header("Authorization")
                .filter(it -> it.startsWith(scheme + " "))
                .map(it -> it.substring(scheme.length() + 1));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The fields of a form. */
    public Map<String, String> form() {
        return FormBody.parse(body.getBytes(UTF_8));
    }
}
