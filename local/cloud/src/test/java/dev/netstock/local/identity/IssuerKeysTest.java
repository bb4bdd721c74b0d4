package dev.netstock.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.template.Environment;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

class IssuerKeysTest {
    private final UserPools pools = new UserPools(Environment.local("ap-northeast-1"));
    private final UserPool pool = UserPoolFixture.pool();
    private final IssuerKeys keys = new IssuerKeys(pools, InstantSource.system());

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void keysOf_whenThePoolIsLocal_returnsItsKeysForItsDeployedName() throws IOException {
        pools.add(pool);

        assertThat(keys.keysOf(UserPoolFixture.ISSUER).toString())
                .isEqualTo(pool.publicKeys().toString());
    }

    @Test
    void keysOf_whenTheIssuerIsExternal_discoversThemOnce() throws IOException {
        try (var identity = IdentityServer.start(0, InstantSource.system())) {
            identity.serve(pool, UserPoolFixture.noFunctions());

            var found = keys.keysOf(identity.url(pool));

            assertThat(found.toString()).isEqualTo(pool.publicKeys().toString());
        }
    }

    @Test
    void keysOf_whenRepeatedSoon_usesTheCache() throws IOException {
        var requested = new AtomicInteger();
        try (var issuer =
                LoopbackServer.listen(
                        0,
                        exchange -> {
                            requested.incrementAndGet();
                            String keysUrl =
                                    "http://" + exchange.getRequestHeaders().getFirst("Host");
                            String body =
                                    exchange.getRequestURI().getPath().equals("/keys")
                                            ? pool.publicKeys().toString()
                                            : "{\"jwks_uri\":\"" + keysUrl + "/keys\"}";
                            Responses.sendJson(exchange, 200, body);
                        })) {
            keys.keysOf(issuer.address());
            keys.keysOf(issuer.address());

            assertThat(requested).hasValue(2);
        }
    }

    @Test
    void keysOf_whenTheIssuerFails_throws() {
        try (var issuer =
                LoopbackServer.listen(0, exchange -> Responses.sendJson(exchange, 500, "{}"))) {
            URI uri = issuer.address();

            assertThatThrownBy(() -> keys.keysOf(uri))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The issuer responded with status 500");
        }
    }
}
