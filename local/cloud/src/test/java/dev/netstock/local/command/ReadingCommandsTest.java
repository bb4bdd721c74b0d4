package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/** The commands that print what the API says. */
class ReadingCommandsTest {
    @TempDir private Path repository;

    @Test
    void imports_whenFilesCameIn_tellsWhatBecameOfEach() {
        String answer =
                """
                {"imports": [
                  {"file": "inbox/sales/b.csv", "kind": "sales", "state": "refused", "rowsRead": 2,
                   "rowsNew": 0, "startedAt": "2026-11-21T02:03:05Z", "fault": "line 3: units"},
                  {"file": "inbox/sales/a.csv", "kind": "sales", "state": "taken", "rowsRead": 9,
                   "rowsNew": 7, "startedAt": "2026-11-21T02:03:04Z"}]}
                """;
        try (var api = new StandInApi(200, answer);
                var commands = commands(api)) {
            assertThat(commands.run("imports", "--limit", "2")).isZero();

            assertThat(commands.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .containsExactly(
                            "2026-11-21T02:03:05Z refused sales 2 rows 0 new inbox/sales/b.csv"
                                    + " line 3: units",
                            "2026-11-21T02:03:04Z taken sales 9 rows 7 new inbox/sales/a.csv");
            assertThat(api.requests())
                    .containsExactly("GET /v1/imports?limit=2 Bearer for netstock/operate");
        }
    }

    @Test
    void contradictions_whenThereAreSome_printsBothContents() {
        String answer =
                """
                {"contradictions": [
                  {"contradictionId": 1, "subject": "movement", "name": "/pos/1 R-1@2026-11-21",
                   "counted": {"units": -1}, "refused": {"units": -2},
                   "heardAt": "2026-11-21T02:03:05Z"}]}
                """;
        try (var api = new StandInApi(200, answer);
                var commands = commands(api)) {
            assertThat(commands.run("contradictions")).isZero();

            assertThat(commands.out().strip().replaceAll(" +", " "))
                    .isEqualTo(
                            "2026-11-21T02:03:05Z movement /pos/1 R-1@2026-11-21"
                                    + " counted {\"units\":-1} refused {\"units\":-2}");
            assertThat(api.requests())
                    .containsExactly("GET /v1/contradictions?limit=20 Bearer for netstock/operate");
        }
    }

    @Test
    void explain_ofASku_printsBothSidesOfALocation() {
        try (var api = new StandInApi(200, "{\"sku\":\"A b\",\"ledger\":{\"version\":4}}");
                var commands = commands(api)) {
            assertThat(commands.run("explain", "A b", "--location", "umeda")).isZero();

            assertThat(commands.out()).contains("\"sku\" : \"A b\"").contains("\"version\" : 4");
            assertThat(api.requests())
                    .containsExactly(
                            "GET /v1/stock/A+b/explanation?location=umeda Bearer for"
                                    + " netstock/read");
        }
    }

    @Test
    void explain_whenNobodySellsTheSku_failsWithWhatTheApiSays() {
        try (var api = new StandInApi(404, "{\"title\":\"Unknown SKU\"}");
                var commands = commands(api)) {
            assertThat(commands.run("explain", "NONE")).isEqualTo(1);

            assertThat(commands.out()).isEmpty();
            assertThat(commands.errors().strip()).isEqualTo("404 Unknown SKU");
        }
    }

    private CommandRun commands(StandInApi api) {
        return new CommandRun(repository, api.state(Map.of(), Map.of()));
    }
}
