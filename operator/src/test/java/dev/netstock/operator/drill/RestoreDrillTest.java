package dev.netstock.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.StandInStage;
import dev.netstock.operator.drill.StageCopies.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of a drill, with a function that answers each call of an action from a list. */
class RestoreDrillTest {
    private static final Ready COPIES =
            new Ready(
                    Instant.parse("2026-11-28T03:00:00Z"),
                    "NetStock-drill-20261128030000",
                    "StockDeltas-drill-20261128030000",
                    "Allowances-drill-20261128030000",
                    "ledger-drill-20261128030000",
                    5433);

    private static final String NOTHING =
            "{\"read\":1,\"added\":0,\"rebuilt\":0,\"withoutItem\":0,\"events\":[]}";
    private static final String CLEAN = "{\"found\":0,\"repaired\":0,\"counts\":[]}";

    private final Map<String, List<String>> answers =
            new HashMap<>(
                    Map.of(
                            "replay-archive", List.of(NOTHING),
                            "replay-table", List.of(NOTHING),
                            "missing-steps", List.of("{\"missing\":[]}"),
                            "missing-units", List.of("{\"differences\":[]}"),
                            "repair", List.of(CLEAN),
                            "reconcile", List.of(CLEAN)));

    @Test
    void copies_thatLackNothing_areComplete() {
        answers.put(
                "replay-archive",
                List.of(
                        "{\"read\":9,\"added\":2,\"rebuilt\":1,\"withoutItem\":0,\"events\":[],"
                                + "\"cursor\":\"events/2026/11/28/1\"}",
                        "{\"read\":9,\"added\":3,\"rebuilt\":0,\"withoutItem\":1,\"events\":[]}"));

        ObjectNode report = run();

        assertThat(report.path("verdict").asText()).isEqualTo("complete");
        assertThat(RestoreDrill.isComplete(report)).isTrue();
        assertThat(report.at("/replayed/fromArchive").asInt()).isEqualTo(5);
        assertThat(report.at("/replayed/onlyInArchive").asInt()).isEqualTo(1);
        assertThat(report.at("/replayed/withoutItem").asInt()).isEqualTo(1);
    }

    /** An order may have arrived after the replay. */
    @Test
    void stepsAndUnits_areMissingOnlyIfTheyAreSoInEachRound() {
        answers.put(
                "missing-steps",
                List.of(
                        "{\"missing\":[{\"event\":\"order#lost#0001\"},{\"event\":\"order#new#0001\"}]}",
                        "{\"missing\":[{\"event\":\"order#lost#0001\"},{\"event\":\"order#newer#0001\"}]}"));
        answers.put(
                "missing-units",
                List.of(
                        differences("lost", 4, 0, "busy", 7, 6),
                        differences("lost", 5, 1, "busy", 9, 7)));

        ObjectNode report = run();

        assertThat(report.path("verdict").asText()).isEqualTo("missing");
        assertThat(report.path("missingSteps").findValuesAsText("event"))
                .containsExactly("order#lost#0001");
        assertThat(report.path("missingUnits").findValuesAsText("sku")).containsExactly("lost");
    }

    private static String differences(
            String one, int live, int restored, String other, int otherLive, int otherRestored) {
        return "{\"differences\":[%s,%s]}"
                .formatted(
                        difference(one, live, restored),
                        difference(other, otherLive, otherRestored));
    }

    private static String difference(String sku, int live, int restored) {
        return "{\"sku\":\"%s\",\"location\":\"east\",\"reserved\":%d,\"restored\":%d}"
                .formatted(sku, live, restored);
    }

    @ParameterizedTest
    @CsvSource({"edited-item, different", "lost-event, different", "stale-item, complete"})
    void findings_afterTheRepair_decideOnTheVerdictUnlessTheyAreOfSupply(
            String kind, String verdict) {
        String found =
                "{\"found\":2,\"repaired\":1,\"counts\":[{\"kind\":\"%s\",\"found\":2}]}"
                        .formatted(kind);
        answers.put("repair", List.of("{\"cursor\":\"running\"}", found));
        answers.put("reconcile", List.of(found));

        ObjectNode report = run();

        assertThat(report.path("verdict").asText()).isEqualTo(verdict);
        assertThat(report.at("/reconcile/repaired").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"7200, archive-incomplete", "60, complete"})
    void rowsThatTheArchiveLacks_areAGapOnceTheyAreOld(long secondsAgo, String verdict) {
        answers.put(
                "replay-table",
                List.of(
                        "{\"read\":1,\"added\":1,\"withoutItem\":0,\"events\":[\"order#a#0001\"],\"oldest\":\"%s\"}"
                                .formatted(Instant.now().minusSeconds(secondsAgo))));

        ObjectNode report = run();

        assertThat(report.path("verdict").asText()).isEqualTo(verdict);
        assertThat(report.at("/replayed/notArchived").asInt()).isEqualTo(1);
    }

    @Test
    void everyRequest_namesTheCopies() {
        var called = new ArrayList<String>();
        try (StandInStage stage =
                StandInStage.withFunction(request -> next(request.path("action").asText()))) {
            new RestoreDrill(stage.function(), called::add).run(COPIES);

            assertThat(stage.invocations())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                            it -> {
                                assertThat(it.path("netStock").asText()).contains(CopyNames.MARK);
                                assertThat(it.path("allowances").asText()).contains(CopyNames.MARK);
                                assertThat(it.path("ledgerHost").asText()).contains(CopyNames.MARK);
                                assertThat(it.path("at").asText())
                                        .isEqualTo("2026-11-28T03:00:00Z");
                            });
        }
        assertThat(called).contains("Replaying the archive", "Reconciling the copies");
    }

    @Test
    void copyNames_knowSourceAndMoment() {
        Instant at = Instant.parse("2026-11-28T03:00:00Z");
        String copy = CopyNames.of("NetStock-prod-Data-Items", at);

        assertThat(CopyNames.isCopy(copy, "NetStock-prod-Data-Items")).isTrue();
        assertThat(CopyNames.isCopy("NetStock-prod-Data-Items", "NetStock-prod-Data-Items"))
                .isFalse();
        assertThat(CopyNames.isCopy(copy, "NetStock-dev-Data-Items")).isFalse();
        assertThat(CopyNames.moment(copy)).isEqualTo(at);
    }

    private ObjectNode run() {
        try (StandInStage stage =
                StandInStage.withFunction(request -> next(request.path("action").asText()))) {
            return new RestoreDrill(stage.function(), _ -> {}).run(COPIES);
        }
    }

    /** The next answer of an action; the last one is repeated. */
    private String next(String action) {
        List<String> left = answers.getOrDefault(action, List.of(NOTHING));
        if (left.size() > 1) {
            answers.put(action, left.subList(1, left.size()));
        }
        return left.getFirst();
    }
}
