package dev.netstock.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;

import dev.netstock.local.httpapi.JwksSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key source of the authorizers. Keys of the templates' user pools come from memory; those of
 * other issuers from OpenID Connect discovery, at most every five minutes. Thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class IssuerKeys implements JwksSource, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(5);

    private record Fetched(JWKSet keys, Instant until) {}

    private final UserPools pools;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Map<URI, Fetched> fetched = new ConcurrentHashMap<>();

    public IssuerKeys(UserPools pools, InstantSource clock) {
        this.pools = pools;
        this.clock = clock;
    }

    @Override
    public JWKSet keysOf(URI issuer) throws IOException {
        var pool = pools.byIssuer(issuer);
        return pool.isPresent() ? pool.get().publicKeys() : external(issuer);
    }

    @Override
    public void close() {
        http.close();
    }

    private JWKSet external(URI issuer) throws IOException {
        Fetched known = fetched.get(issuer);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.keys();
        }
        JWKSet keys = discover(issuer);
        fetched.put(issuer, new Fetched(keys, clock.instant().plus(FRESH)));
        return keys;
    }

    private JWKSet discover(URI issuer) throws IOException {
        String base = issuer.toString().replaceFirst("/$", "");
        JsonNode configuration =
                JSON.readTree(get(URI.create(base + "/.well-known/openid-configuration")));
        try {
            return JWKSet.parse(get(URI.create(configuration.path("jwks_uri").asText())));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("Cannot read the issuer's keys: " + issuer, e);
        }
    }

    private String get(URI uri) throws IOException {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(
                        "The issuer responded with status " + response.statusCode() + ": " + uri);
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while requesting the issuer's keys", e);
        }
    }
}
