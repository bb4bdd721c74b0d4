package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;

import java.util.List;

class MallsCommandTest {
    private static final String ITEM =
            """
            {"item": "tea", "variant": "red", "state": "changing",
             "parts": [{"sku": "A", "units": 3, "setAside": 9}],
             "wanted": [{"sku": "B", "units": 1}],
             "shows": {"low": 2, "high": 5}, "pending": ["write"], "target": 4, "reason": "cap",
             "lastSent": {"kind": "add", "count": 2, "at": "2026-11-21T02:03:04.567Z"}}
            """;

    @Test
    void malls_printsTheStateOfEach() {
        String answer =
                """
                {"malls": [
                  {"mall": "rakuten", "state": "connected", "ordersUpTo": "2026-11-21T02:03:04.567Z",
                   "orderLagSeconds": 12, "countLagSeconds": 3, "itemsInDoubt": 1,
                   "itemsRejected": 2, "unmappedOrders": 4, "unsettledOrders": 5,
                   "credentialDaysLeft": 61,
                   "lastError": {"cause": "HTTP 503", "at": "2026-11-21T01:03:04.567Z"}},
                  {"mall": "yahoo", "state": "not-connected", "countLagSeconds": 0,
                   "itemsInDoubt": 0, "itemsRejected": 0, "unmappedOrders": 0,
                   "unsettledOrders": 0}]}
                """;
        try (var stage = StandInStage.withApi(_ -> answer)) {
            assertThat(stage.run("malls")).isZero();

            assertThat(words(stage.out()))
                    .containsExactly(
                            "MALL STATE COUNT LAG S ORDER LAG S ORDERS UP TO IN DOUBT REJECTED"
                                    + " UNMAPPED UNSETTLED KEY DAYS LAST ERROR",
                            "rakuten connected 3 12 2026-11-21T02:03:04.567Z 1 2 4 5 61"
                                    + " 2026-11-21T01:03:04.567Z HTTP 503",
                            "yahoo not-connected 0 0 0 0 0");
            assertThat(stage.requests())
                    .containsExactly("GET /v1/malls Bearer for netstock/operate");
        }
    }

    @Test
    void pauseAndResume_postToTheMall() {
        try (var stage =
                StandInStage.withApi(_ -> "{\"mall\": \"yahoo\", \"state\": \"paused\"}")) {
            assertThat(stage.run("malls", "pause", "yahoo")).isZero();
            assertThat(stage.run("malls", "resume", "yahoo")).isZero();

            assertThat(words(stage.out())).contains("state paused");
            assertThat(stage.requests())
                    .containsExactly(
                            "POST /v1/malls/yahoo/pause Bearer for netstock/operate",
                            "POST /v1/malls/yahoo/resume Bearer for netstock/operate");
        }
    }

    @Test
    void push_withoutAMall_asksEachThatSellsTheSku() {
        try (var stage =
                StandInStage.withApi(
                        request ->
                                request.startsWith("GET")
                                        ? "{\"malls\": [{\"mall\": \"yahoo\"}, {\"mall\":"
                                                + " \"amazon\"}]}"
                                        : request.contains("amazon")
                                                ? "{\"status\": 404, \"title\": \"no\"}"
                                                : "{\"items\": [" + ITEM + "]}")) {
            assertThat(stage.run("malls", "push", "A")).isZero();

            assertThat(words(stage.out()))
                    .containsExactly(
                            "yahoo",
                            "ITEM VARIANT STATE SELLS SHOWS TARGET REASON LAST SENT PROBLEM",
                            "tea red changing 3 A -> 1 B 2-5 4 cap +2 at"
                                    + " 2026-11-21T02:03:04.567Z");
            assertThat(stage.requests())
                    .contains(
                            "POST /v1/malls/yahoo/pushes Bearer for netstock/operate"
                                    + " {\"sku\":\"A\"}");
            assertThat(stage.run("malls", "push", "A", "--mall", "amazon")).isEqualTo(1);
        }
    }

    @Test
    void map_ofASet_putsItsParts() {
        try (var stage = StandInStage.withApi(_ -> ITEM)) {
            assertThat(stage.run("malls", "map", "rakuten", "a b", "A=3", "B", "--variant", "red"))
                    .isZero();
            assertThat(stage.run("malls", "map", "rakuten", "a", "A=x")).isEqualTo(2);
            assertThat(stage.run("malls", "unmap", "rakuten", "a/b%")).isZero();

            assertThat(stage.requests())
                    .containsExactly(
                            "PUT /v1/malls/rakuten/items/a%20b?variant=red Bearer for"
                                    + " netstock/operate {\"parts\":[{\"sku\":\"A\","
                                    + "\"units\":3},{\"sku\":\"B\",\"units\":1}]}",
                            "DELETE /v1/malls/rakuten/items/a%252Fb%2525 Bearer for"
                                    + " netstock/operate");
        }
    }

    @Test
    void items_overSeveralPages_areOneTable() {
        try (var stage =
                StandInStage.withApi(
                        request ->
                                request.contains("cursor")
                                        ? "{\"items\": [" + ITEM + "]}"
                                        : "{\"items\": [" + ITEM + "], \"next\": \"x\"}")) {
            assertThat(stage.run("malls", "items", "rakuten", "--state", "rejected")).isZero();

            assertThat(words(stage.out())).hasSize(3);
            assertThat(stage.requests())
                    .containsExactly(
                            "GET /v1/malls/rakuten/items?state=rejected Bearer for"
                                    + " netstock/operate",
                            "GET /v1/malls/rakuten/items?state=rejected&cursor=x Bearer for"
                                    + " netstock/operate");
        }
    }

    @Test
    void orders_sayWhatTheyWaitFor() {
        String answer =
                """
                {"orders": [{"number": "R-1", "placedAt": "2026-11-21T02:03:04.000Z",
                  "waits": true, "reservations": [], "items": [
                    {"item": "tea", "variant": "", "quantity": 2, "mapped": false},
                    {"item": "cup", "variant": "", "quantity": 1, "mapped": true}]}]}
                """;
        try (var stage = StandInStage.withApi(_ -> answer)) {
            assertThat(stage.run("malls", "orders", "rakuten")).isZero();

            assertThat(words(stage.out()))
                    .containsExactly(
                            "NUMBER PLACED AT ITEM VARIANT QUANTITY WAITS FOR",
                            "R-1 2026-11-21T02:03:04.000Z tea 2 mapping",
                            "R-1 2026-11-21T02:03:04.000Z cup 1 units");
            assertThat(stage.requests().getFirst()).contains("orders?state=unmapped");
        }
    }

    @Test
    void explain_printsWhatEachMallShows_andWhy() {
        String explanation =
                """
                {"sku": "A", "location": "x", "malls": [
                  {"mall": "rakuten", "state": "connected", "items": [%s]},
                  {"mall": "yahoo", "state": "not-connected", "items": []}]}
                """
                        .formatted(ITEM);
        try (var stage = StandInStage.withApi(_ -> explanation)) {
            assertThat(stage.run("explain", "A", "--location", "x")).isZero();

            assertThat(words(stage.out()))
                    .contains(
                            "MALL STATE ITEM UNITS SHOWS SET ASIDE TARGET BECAUSE PENDING LAST"
                                    + " SENT",
                            "rakuten connected tea/red 3 2-5 9 4 cap write +2 at"
                                    + " 2026-11-21T02:03:04.567Z",
                            "yahoo not-connected unmapped");
        }
    }

    private static List<String> words(String text) {
        return text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }
}
