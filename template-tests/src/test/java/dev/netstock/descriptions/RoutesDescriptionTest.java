package dev.netstock.descriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Route;
import dev.netstock.infra.function.Scope;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the declared routes and their scopes with the OpenAPI description. */
class RoutesDescriptionTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final Schemas SCHEMAS = API.schemas();

    @Test
    void routes_areThoseOfTheDescription() {
        assertThat(API.routes())
                .containsExactlyInAnyOrderElementsOf(
                        Functions.routes().stream().map(Route::key).toList());
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#routes")
    void scope_ofARoute_isThatOfTheDescription(Route route) {
        JsonNode own =
                SCHEMAS.node(
                        Repository.api("/paths")
                                .child(route.path())
                                .child(route.method().name().toLowerCase(Locale.ROOT))
                                .child("security"));
        JsonNode security = own.isMissingNode() ? SCHEMAS.node(Repository.api("/security")) : own;
        assertThat(
                        security.valueStream()
                                .flatMap(either -> either.path("token").valueStream())
                                .map(JsonNode::asString))
                .containsExactlyElementsOf(route.scopes().stream().map(Scope::fullName).toList());
        assertThat(security.isEmpty()).as("signed").isEqualTo(route.isSigned());
    }

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#routes")
    void operation_ofARoute_isThatOfTheDescription(Route route) {
        JsonNode operationId =
                SCHEMAS.node(
                        Repository.api("/paths")
                                .child(route.path())
                                .child(route.method().name().toLowerCase(Locale.ROOT))
                                .child("operationId"));
        assertThat(operationId.asString()).isEqualTo(route.operationId());
    }

    @Test
    void scopes_areThoseOfTheDescription() {
        String words =
                SCHEMAS.node(Repository.api("/components/securitySchemes/token/description"))
                        .asString();
        assertThat(
                        Pattern.compile("`(netstock/[a-z]+)`")
                                .matcher(words)
                                .results()
                                .map(it -> it.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Scope.values()).map(Scope::fullName).toList());
    }

    /** API Gateway itself sends these responses, for every route. */
    @Test
    void responsesOfApiGateway_areDescribedForEveryRoute() {
        for (Route route : Functions.routes()) {
            Set<String> statuses = new TreeSet<>();
            JsonNode responses =
                    SCHEMAS.node(
                            Repository.api("/paths")
                                    .child(route.path())
                                    .child(route.method().name().toLowerCase(Locale.ROOT))
                                    .child("responses"));
            statuses.addAll(responses.propertyNames());
            assertThat(statuses)
                    .as(route.key())
                    .contains(
                            route.scope() == null
                                    ? new String[] {"401", "429"}
                                    : new String[] {"401", "403", "429"});
        }
    }

    /** Without it, a function could accept requests that the description does not allow. */
    @Test
    void everyFunctionWithRoutes_hasATestThatExtendsRequestsAsDescribed() {
        Set<String> routed = new TreeSet<>();
        Set<String> tested = new TreeSet<>();
        for (Path module : Repository.modules()) {
            String name = module.getFileName().toString();
            if (contains(module.resolve("src/main/java"), "\"(GET|PUT|POST|DELETE) (/v1|\" \\+)")) {
                routed.add(name);
            }
            if (contains(module.resolve("src/test/java"), "extends RequestsAsDescribed")) {
                tested.add(name);
            }
        }
        assertThat(routed).hasSizeGreaterThan(5);
        assertThat(tested).isEqualTo(routed);
    }

    private static boolean contains(Path folder, String regex) {
        Pattern pattern = Pattern.compile(regex);
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
            List<Path> sources =
                    files.filter(it -> it.toString().endsWith(".java"))
                            .collect(Collectors.toList());
            for (Path source : sources) {
                if (pattern.matcher(Files.readString(source)).find()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
