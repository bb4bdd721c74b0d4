package dev.netstock.local.identity;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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

    static final PublicClient CONSOLE =
            new PublicClient(
                    "console",
                    Set.of("netstock/read", "netstock/operate"),
                    Duration.ofMinutes(60),
                    Duration.ofHours(12),
                    Duration.ofSeconds(30),
                    List.of(URI.create("http://localhost:6387/signed-in")),
                    List.of(URI.create("http://localhost:6387/")));

    private static final UserPool POOL = create();

    private UserPoolFixture() {}

    /** Functions, none of which exists. */
    static FunctionInvoker noFunctions() {
        return (function, _) -> new Invocation.NoSuchFunction(function);
    }

    static UserPool pool() {
        return POOL;
    }

    private static UserPool create() {
        UserPool pool = UserPool.create("ap-northeast-1_Pool", ISSUER);
        pool.add(CLIENT);
        pool.add(CONSOLE);
        pool.addGroup("viewer");
        pool.addGroup("operator");
        return pool;
    }
}
