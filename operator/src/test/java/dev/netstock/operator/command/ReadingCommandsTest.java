package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The commands that call the API. */
class ReadingCommandsTest {
    private static final String SALE_OFF =
            "{\"phase\": \"off\", \"version\": 0, \"steps\": [], \"checks\": []}";

    @TempDir private Path folder;

    @Test
    void imports_filesInTheLedger_printsATableWithTheirOutcomes() {
        String answer =
                """
                {"imports": [
                  {"file": "inbox/sales/b.csv", "kind": "sales", "state": "refused", "rowsRead": 2,
                   "rowsNew": 0, "startedAt": "2026-11-21T02:03:05Z", "fault": "line 3: units"},
                  {"file": "inbox/sales/a.csv", "kind": "sales", "state": "taken", "rowsRead": 9,
                   "rowsNew": 7, "startedAt": "2026-11-21T02:03:04Z"}]}
                """;
        try (var stage = StandInStage.withApi(_ -> answer)) {
            assertThat(stage.run("imports", "--limit", "2")).isZero();

            assertThat(words(stage.out()))
                    .containsExactly(
                            "STARTED AT STATE KIND ROWS NEW FILE REASON",
                            "2026-11-21T02:03:05Z refused sales 2 0 inbox/sales/b.csv line 3:"
                                    + " units",
                            "2026-11-21T02:03:04Z taken sales 9 7 inbox/sales/a.csv");
            assertThat(stage.requests())
                    .containsExactly("GET /v1/imports?limit=2 Bearer for netstock/operate");
        }
    }

    @Test
    void imports_json_printsTheAnswerOfTheApi() {
        try (var stage = StandInStage.withApi(_ -> "{\"imports\": []}")) {
            assertThat(stage.run("imports", "--json")).isZero();

            assertThat(stage.out()).isEqualToIgnoringWhitespace("{\"imports\": []}");
        }
    }

    /**
     * The ledger wakes up; or a function was not invoked for two weeks, and API Gateway says 500.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": 503, \"type\": \"try-again\", \"retryAfter\": 0}",
                "{\"status\": 500, \"message\": \"Internal Server Error\", \"retryAfter\": 0}"
            })
    void imports_serviceIsNotReady_retries(String notReady) {
        Iterator<String> answers = List.of(notReady, notReady, "{\"imports\": []}").iterator();
        try (var stage = StandInStage.withApi(_ -> answers.next())) {
            assertThat(stage.run("imports", "--json")).isZero();

            assertThat(stage.requests()).hasSize(3);
        }
    }

    @Test
    void imports_internalError_failsAtOnce() {
        String problem = "{\"status\": 500, \"type\": \"internal-error\", \"title\": \"Broken\"}";
        try (var stage = StandInStage.withApi(_ -> problem)) {
            assertThat(stage.run("imports")).isEqualTo(1);

            assertThat(stage.requests()).hasSize(1);
            assertThat(stage.errors()).contains("answered 500: Broken");
        }
    }

    @Test
    void contradictions_someInTheLedger_printsBothContents() {
        String answer =
                """
                {"contradictions": [
                  {"contradictionId": 1, "subject": "movement", "name": "/pos/1 R-1@2026-11-21",
                   "counted": {"units": -1}, "refused": {"units": -2},
                   "heardAt": "2026-11-21T02:03:05Z"}]}
                """;
        try (var stage = StandInStage.withApi(_ -> answer)) {
            assertThat(stage.run("contradictions")).isZero();

            assertThat(words(stage.out()))
                    .containsExactly(
                            "REPORTED AT SUBJECT NAME COUNTED NOT COUNTED",
                            "2026-11-21T02:03:05Z movement /pos/1 R-1@2026-11-21"
                                    + " {\"units\":-1} {\"units\":-2}");
        }
    }

    @Test
    void explain_noLocation_explainsEveryLocationOfTheSku() {
        try (var stage =
                StandInStage.withApi(
                        request ->
                                request.contains("explanation")
                                        ? "{\"sku\": \"A b\", \"location\": \"x\"}"
                                        : "{\"locations\": [{\"location\": \"shinjuku\"},"
                                                + " {\"location\": \"umeda\"}]}")) {
            assertThat(stage.run("explain", "A b")).isZero();

            assertThat(stage.requests())
                    .containsExactly(
                            "GET /v1/stock/A%20b Bearer for netstock/read",
                            "GET /v1/stock/A%20b/explanation?location=shinjuku Bearer for"
                                    + " netstock/read",
                            "GET /v1/stock/A%20b/explanation?location=umeda Bearer for"
                                    + " netstock/read");
        }
    }

    @Test
    void explain_unknownSku_failsWithTheReasonOfTheApi() {
        String problem = "{\"status\": 404, \"title\": \"Unknown SKU\", \"detail\": \"No item.\"}";
        try (var stage = StandInStage.withApi(_ -> problem)) {
            assertThat(stage.run("explain", "NONE")).isEqualTo(1);

            assertThat(stage.out()).isEmpty();
            assertThat(stage.errors().strip())
                    .isEqualTo("GET /v1/stock/NONE answered 404: Unknown SKU. No item.");
        }
    }

    @Test
    void saleMode_enter_putsThePlanWithoutItsStart() throws IOException {
        Path plan =
                Files.writeString(
                        folder.resolve("plan.json"),
                        "{\"sale\": \"s\", \"startsAt\": \"2026-11-22T02:45:00Z\", \"skus\": []}");
        try (var stage = StandInStage.withApi(_ -> SALE_OFF)) {
            assertThat(stage.run("sale-mode", "--enter", plan.toString())).isZero();

            assertThat(stage.requests())
                    .containsExactly(
                            "PUT /v1/sale-mode Bearer for netstock/operate"
                                    + " {\"wanted\":\"on\",\"plan\":{\"sale\":\"s\",\"skus\":[]}}");
            assertThat(words(stage.out())).contains("phase off");
        }
    }

    @Test
    void saleMode_planAndOff_isWrongUsage() {
        try (var stage = StandInStage.withApi(_ -> SALE_OFF)) {
            assertThat(stage.run("sale-mode", "--plan", "a.json", "--off")).isEqualTo(2);

            assertThat(stage.requests()).isEmpty();
        }
    }

    @Test
    void saleMode_validationErrors_printsEachField() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), "{}");
        String problem =
                """
                {"status": 400, "title": "Invalid request", "detail": "Correct the fields.",
                 "errors": [{"pointer": "/plan/sale", "message": "Required member is missing."}]}
                """;
        try (var stage = StandInStage.withApi(_ -> problem)) {
            assertThat(stage.run("sale-mode", "--plan", plan.toString())).isEqualTo(1);

            assertThat(stage.errors()).contains("/plan/sale: Required member is missing.");
        }
    }

    @Test
    void shardsPin_settingsOfOtherLocations_areSentUnchanged() {
        String settings =
                """
                {"sku": "S", "locations": [
                  {"location": "shinjuku", "safetyStock": 5, "shards": "auto"},
                  {"location": "umeda", "displaySamples": 1, "shards": 2}]}
                """;
        try (var stage = StandInStage.withApi(_ -> settings)) {
            assertThat(stage.run("shards", "S", "--location", "shinjuku", "--pin", "40")).isZero();

            assertThat(stage.requests().getLast())
                    .endsWith(
                            " {\"locations\":["
                                + "{\"location\":\"umeda\",\"displaySamples\":1,\"shards\":2},"
                                + "{\"location\":\"shinjuku\",\"safetyStock\":5,\"shards\":40}]}");
        }
    }

    @Test
    void shardsPin_noLocationOrNoNumber_isWrongUsage() {
        try (var stage = StandInStage.withApi(_ -> "{}")) {
            assertThat(stage.run("shards", "S", "--pin", "40")).isEqualTo(2);
            assertThat(stage.run("shards", "S", "--location", "x", "--pin", "many")).isEqualTo(2);

            assertThat(stage.requests()).isEmpty();
        }
    }

    @Test
    void token_stageWithAnOperatorClient_printsItsTokenAlone() {
        try (var stage = StandInStage.withApi(_ -> "{}")) {
            assertThat(stage.run("token", "--scope", "netstock/read")).isZero();

            assertThat(stage.out().strip()).isEqualTo("for netstock/read");
        }
    }

    @Test
    void token_stageWithAnExternalIssuer_saysHowToPassAToken() {
        try (var stage = StandInStage.withApi(_ -> "{}").without("OperatorClientId")) {
            assertThat(stage.run("token")).isEqualTo(1);

            assertThat(stage.errors()).contains("external issuer", "NETSTOCK_TOKEN");
        }
    }

    private static List<String> words(String table) {
        return table.lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
    }
}
