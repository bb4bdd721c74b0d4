package dev.netstock.inquiry;

import static dev.netstock.inquiry.Inquiry.history;
import static dev.netstock.inquiry.Inquiry.levels;
import static dev.netstock.inquiry.Inquiry.manyLevels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.projection.Generations;
import dev.netstock.stock.history.HistoryCursor;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The inquiry function accepts exactly what the API description allows, at each of its limits. */
class InquiryDescriptionTest extends RequestsAsDescribed {
    private static final String CURSOR = new HistoryCursor("2026").token();
    private static final String LINES =
            "\"lines\": [{\"sku\": \"4901234567894\", \"location\": \"shinjuku\", \"shard\": 0,"
                    + " \"units\": -1}]";
    private static final Set<String> REQUESTS = new ConcurrentSkipListSet<>();

    /** The serving generation is read once a second, so it is not part of a query. */
    private static final Inquiry INQUIRY =
            Inquiry.open(
                    request -> {
                        if (!(request instanceof GetItemRequest)) {
                            REQUESTS.add(request.toString());
                        }
                    });

    @AfterAll
    static void close() {
        INQUIRY.shop().close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                levels("A").query("consistent=true&channel=rakuten&group=tokyo"),
                manyLevels("sku=A&sku=B&consistent=true&channel=rakuten&group=tokyo"),
                history("A", "location=east&limit=50&cursor=" + CURSOR));
    }

    @Override
    protected Reply send(HttpCall call) {
        return INQUIRY.send(call);
    }

    @Override
    protected Class<?> handler() {
        return InquiryHandler.class;
    }

    /** The function's requests to the tables. A group without locations would need none. */
    @Override
    protected String meaning(HttpCall call) {
        REQUESTS.clear();
        String everywhere = call.query().replaceAll("&group=[^&]*", "");
        assertThat(send(call.query(everywhere)).status()).isBetween(200, 404);
        return REQUESTS.toString();
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of("Must be a cursor from an earlier response.");
    }

    /**
     * Records events of all types in the history. The response must contain exactly the described
     * types.
     */
    @Test
    void history_ofAllEventTypes_containsExactlyTheDescribedTypesAndCauses() {
        List<StockEvent> events =
                Arrays.stream(EventType.values())
                        .map(type -> SampleEvents.of(type))
                        .map(json -> json.replace("\"lines\": []", LINES))
                        .map(json -> EventJson.read(json).known().orElseThrow())
                        .toList();
        INQUIRY.shop()
                .stock()
                .historyRecorder()
                .record(Generations.FIRST.serving(), events, Shop.call());
        Reply reply = send(history("4901234567894", "limit=100"));
        assertThat(values(reply, entry -> entry.at("/type")))
                .isEqualTo(described("/properties/type/enum"));
        assertThat(values(reply, entry -> entry.at("/cause/kind")))
                .isEqualTo(described("/properties/cause/properties/kind/enum"));
    }

    private static Set<String> values(Reply reply, Function<JsonNode, JsonNode> value) {
        return reply.body()
                .get("deltas")
                .valueStream()
                .map(entry -> value.apply(entry).asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> described(String pointer) {
        return API.schemas()
                .node(API.schema("HistoryEntry"))
                .at(pointer)
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}
