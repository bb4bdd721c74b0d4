package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
class RoutesTest {
    private static String routeFor(String method, String path, String... routeKeys) {
        var routes =
                new Routes(
                        Stream.of(routeKeys).map(RoutesTest::route).toList(),
                        InstantSource.system());
        return routes.match(method, path)
                .map(match -> match.route().definition().routeKey())
                .orElse("none");
    }

    private static RouteDefinition route(String routeKey) {
        return new RouteDefinition(
                routeKey,
                "function",
                RouteDefinition.LONGEST,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    @Test
    void match_whenSeveralMatch_selectsTheMostSpecific() {
        String[] routes = {
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/{pet}",
            "ANY /pets/dog",
            "GET /pets/dog",
            "GET /pets/dog/1"
        };

        assertThat(routeFor("GET", "/pets/dog/1", routes)).isEqualTo("GET /pets/dog/1");
        assertThat(routeFor("GET", "/pets/dog", routes)).isEqualTo("GET /pets/dog");
        assertThat(routeFor("PUT", "/pets/dog", routes)).isEqualTo("ANY /pets/dog");
        assertThat(routeFor("GET", "/pets/cat", routes)).isEqualTo("GET /pets/{pet}");
        assertThat(routeFor("GET", "/pets/dog/2", routes)).isEqualTo("GET /pets/{proxy+}");
        assertThat(routeFor("POST", "/pets/cat", routes)).isEqualTo("ANY /{proxy+}");
        assertThat(routeFor("POST", "/pets/cat", "$default", "GET /pets/cat"))
                .isEqualTo("$default");
    }

    @Test
    void match_withAnotherLengthOrMethod_findsNone() {
        assertThat(routeFor("GET", "/v1/stock/", "GET /v1/stock")).isEqualTo("none");
        assertThat(routeFor("GET", "/v1/stock/a/b", "GET /v1/stock/{sku}")).isEqualTo("none");
        assertThat(routeFor("POST", "/v1/stock", "GET /v1/stock")).isEqualTo("none");
        assertThat(routeFor("GET", "/v1/Stock", "GET /v1/stock")).isEqualTo("none");
    }
}
