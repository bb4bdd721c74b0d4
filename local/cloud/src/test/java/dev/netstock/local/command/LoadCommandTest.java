package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The load, against an API that gives each request the same response. */
class LoadCommandTest {
    @TempDir private Path repository;

    @Test
    void load_accepted_printsWhatItMadeAndReleasesIt() {
        try (var api = new StandInApi(503, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("load", "--connections", "2", "--seconds", "1")).isEqualTo(1);
            assertThat(commands.out()).contains("Reservations  0 in ", "Answers       503: ");
        }
        try (var api = new StandInApi(201, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("load", "--connections", "2", "--seconds", "1")).isZero();

            List<String> reserved = paths(api, "PUT ");
            assertThat(reserved).isNotEmpty().doesNotHaveDuplicates();
            assertThat(paths(api, "DELETE ")).containsExactlyInAnyOrderElementsOf(reserved);
            assertThat(commands.out())
                    .contains(
                            "2 connections, 1 s, 60 SKUs at warehouse-1, orders load-",
                            "Reservations  " + reserved.size() + " in 1.",
                            "Latency       p50 ",
                            "Answers       201: " + reserved.size(),
                            "ms for a reservation: ",
                            "local cloud",
                            "this command, not included")
                    .doesNotContain("used up");
        }
    }

    @Test
    void load_json_hasTheFigures() throws Exception {
        try (var api = new StandInApi(201, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("load", "--seconds", "1", "--json")).isZero();

            int reserved = paths(api, "PUT ").size();
            JsonNode result = new ObjectMapper().readTree(commands.out());
            assertThat(result.path("connections").asInt()).isEqualTo(8);
            assertThat(result.path("skus").asInt()).isEqualTo(60);
            assertThat(result.path("reservations").asInt()).isEqualTo(reserved);
            assertThat(result.at("/answers/201").asInt()).isEqualTo(reserved);
            assertThat(result.path("perSecond").asDouble()).isPositive();
            assertThat(result.path("p99Millis").asDouble())
                    .isGreaterThanOrEqualTo(result.path("p50Millis").asDouble());
            assertThat(result.at("/cpuMillis/processes").has("local cloud")).isTrue();
        }
    }

    @Test
    void load_supplyUsedUp_endsEarlyAndSaysSo() {
        try (var api = new StandInApi(409, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("load", "--hot", "--connections", "1", "--seconds", "600"))
                    .isEqualTo(1);
            assertThat(paths(api, "PUT ")).hasSize(1);
            assertThat(paths(api, "DELETE ")).isEmpty();
            assertThat(commands.out())
                    .contains(
                            "The supply of all 1 SKUs is used up at warehouse-1; the load ended"
                                    + " early.");
        }
    }

    @Test
    void load_withoutConnections_fails() {
        try (var api = new StandInApi(201, "{}");
                var commands = new CommandRun(repository, state(api))) {
            assertThat(commands.run("load", "--connections", "0")).isEqualTo(1);
            assertThat(commands.errors()).contains("Invalid options");
        }
    }

    private static CloudState state(StandInApi api) {
        String url = api.state(Map.of(), Map.of()).apiUrl();
        return api.state(Map.of("AWS_ENDPOINT_URL_LAMBDA", url), Map.of());
    }

    /** The paths of the orders that requests of a method were about. */
    private static List<String> paths(StandInApi api, String method) {
        return api.requests().stream()
                .filter(it -> it.startsWith(method))
                .map(it -> it.split(" ", -1)[1])
                .toList();
    }
}
