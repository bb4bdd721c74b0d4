package dev.netstock.local.site;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the built console in place of CloudFront and its bucket: files, and for every other path
 * its only page, which knows the views. Headers come from the file that the CDK app reads as well;
 * {@code config.json} says where people sign in. Thread-safe.
 */
public final class ConsoleSite implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "index.html";
    private static final String CONFIG = "/config.json";

    /** Only these are files, as at the edge: the last part of a view may end like a file's name. */
    private static final Pattern FILES = Pattern.compile("/(assets/.*|icon\\.svg)");

    private static final String ISSUER = "{issuer}";
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "woff2", "font/woff2");

    private final Path files;
    private final Map<String, String> headers;
    private final byte[] config;

    private ConsoleSite(Path files, Map<String, String> headers, byte[] config) {
        this.files = files;
        this.headers = headers;
        this.config = config;
    }

    /**
     * The site, if it is built.
     *
     * @param console the folder of the console in the repository
     * @param issuer the URL below which people sign in and pages get their tokens
     * @param clientId the client of the console
     */
    public static Optional<ConsoleSite> of(Path console, URI issuer, String clientId) {
        Path files = console.resolve("target/site").toAbsolutePath().normalize();
        if (!Files.exists(files.resolve(PAGE))) {
            return Optional.empty();
        }
        return Optional.of(
                new ConsoleSite(files, headers(console, issuer), config(issuer, clientId)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().matches("GET|HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Responses.send(exchange, 405, new byte[0]);
            return;
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        String path = exchange.getRequestURI().getPath();
        if (path.equals(CONFIG)) {
            send(exchange, "json", "no-store", config);
        } else {
            sendFile(exchange, path);
        }
    }

    /** A missing file is an error; every other path is a view of the page. */
    private void sendFile(HttpExchange exchange, String path) throws IOException {
        boolean isFile = FILES.matcher(path).matches();
        Path file = files.resolve(isFile ? path.substring(1) : PAGE).normalize();
        if (!file.startsWith(files) || !Files.isRegularFile(file)) {
            Responses.send(exchange, 404, new byte[0]);
            return;
        }
        String name = file.getFileName().toString();
        send(
                exchange,
                name.substring(name.lastIndexOf('.') + 1),
                path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
                Files.readAllBytes(file));
    }

    private static void send(HttpExchange exchange, String ending, String caching, byte[] body)
            throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
        exchange.getResponseHeaders().set("Cache-Control", caching);
        Responses.send(exchange, 200, body);
    }

    private static Map<String, String> headers(Path console, URI issuer) {
        try {
            String text = Files.readString(console.resolve("security-headers.json"));
            String origin = issuer.getScheme() + "://" + issuer.getAuthority();
            return JSON.readValue(text.replace(ISSUER, origin), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the headers of the console", e);
        }
    }

    private static byte[] config(URI issuer, String clientId) {
        return JSON.createObjectNode()
                .put("authorizeUrl", issuer + "/oauth2/authorize")
                .put("tokenUrl", issuer + "/oauth2/token")
                .put("revokeUrl", issuer + "/oauth2/revoke")
                .put("logoutUrl", issuer + "/logout")
                .put("clientId", clientId)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
