package dev.netstock.local.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** A pool with one client, the same for all tests: its key takes a second to generate. */
final class UserPoolFixture {
    static final URI ISSUER =
            URI.create("https://cognito-idp.ap-northeast-1.amazonaws.com/ap-northeast-1_Pool");
    static final PoolClient CLIENT =
            new PoolClient(
                    "storefront",
                    "top secret",
                    Set.of("netstock/read", "netstock/reserve"),
                    Duration.ofMinutes(60));

    private static final UserPool POOL = create();

    private UserPoolFixture() {}

    static UserPool pool() {
        return POOL;
    }

    private static UserPool create() {
        UserPool pool = UserPool.create("ap-northeast-1_Pool", ISSUER);
        pool.add(CLIENT);
        return pool;
    }
}
