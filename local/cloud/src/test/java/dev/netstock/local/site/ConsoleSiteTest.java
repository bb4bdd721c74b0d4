package dev.netstock.local.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.http.LoopbackServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

class ConsoleSiteTest {
    private static final URI ISSUER = URI.create("http://127.0.0.1:1234/pool");

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir Path console;
    LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        Path site = console.resolve("target/site");
        Files.createDirectories(site.resolve("assets"));
        Files.writeString(site.resolve("index.html"), "<p>page</p>");
        Files.writeString(site.resolve("icon.svg"), "<svg/>");
        Files.writeString(site.resolve("assets/app-1.js"), "1");
        Files.writeString(
                console.resolve("security-headers.json"),
                "{\"content-security-policy\": \"connect-src 'self' {issuer}\"}");
        server = LoopbackServer.listen(0, ConsoleSite.of(console, ISSUER, "client").orElseThrow());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, text/html; charset=utf-8, no-cache, <p>page</p>",
        "/skus/4901234567894, 200, text/html; charset=utf-8, no-cache, <p>page</p>",
        "/skus/tea.500, 200, text/html; charset=utf-8, no-cache, <p>page</p>",
        "/orders/rakuten-123.2, 200, text/html; charset=utf-8, no-cache, <p>page</p>",
        "/icon.svg, 200, image/svg+xml, no-cache, <svg/>",
        "/assets/app-1.js, 200, text/javascript; charset=utf-8,"
                + " 'public, max-age=31536000, immutable', 1",
        "/assets/app-2.js, 404, , , ''",
        "/..%2F..%2Fsecurity-headers.json, 200, text/html; charset=utf-8, no-cache, <p>page</p>",
        "/assets/..%2F..%2F..%2Fsecurity-headers.json, 404, , , ''"
    })
    void path_isAFileOrAViewOfThePage(
            String path, int status, String type, String caching, String body) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Content-Type").orElse(null)).isEqualTo(type);
        assertThat(answer.headers().firstValue("Cache-Control").orElse(null)).isEqualTo(caching);
    }

    @Test
    void everyAnswer_hasTheSecurityHeadersWithTheIssuersOrigin() throws Exception {
        for (String path : new String[] {"/", "/assets/app-1.js", "/config.json"}) {
            assertThat(get(path).headers().firstValue("content-security-policy"))
                    .contains("connect-src 'self' http://127.0.0.1:1234");
        }
    }

    @Test
    void config_saysWherePeopleSignIn() throws Exception {
        assertThat(get("/config.json").body())
                .isEqualTo(
                        "{\"authorizeUrl\":\"http://127.0.0.1:1234/pool/oauth2/authorize\","
                                + "\"tokenUrl\":\"http://127.0.0.1:1234/pool/oauth2/token\","
                                + "\"revokeUrl\":\"http://127.0.0.1:1234/pool/oauth2/revoke\","
                                + "\"logoutUrl\":\"http://127.0.0.1:1234/pool/logout\","
                                + "\"clientId\":\"client\"}");
    }

    @Test
    void otherMethods_areNotAllowed() throws Exception {
        var post =
                HttpRequest.newBuilder(server.address())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(http.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    }

    @Test
    void of_whenTheConsoleIsNotBuilt_isEmpty() {
        assertThat(ConsoleSite.of(console.resolve("other"), ISSUER, "client")).isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                BodyHandlers.ofString());
    }
}
