package dev.netstock.malls.adapter.shopify;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.WriteBatches;
import dev.netstock.malls.adapter.shopify.ShopifyApi.GraphQlError;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts at Shopify: the quantity {@code available} of an inventory item at a location.
 *
 * <p>A request holds several mutations, one for each write, under the aliases {@code w0}, {@code
 * w1} and so on. A mutation takes up to 250 quantities, but then it has one idempotency key for all
 * of them, and one stale quantity refuses all of them. With a mutation for each write, a write that
 * is repeated in other company happens once, and its result is its own. A mutation costs 10 points.
 *
 * @param api sends the requests
 * @param clock the time of readings
 * @see <a href="https://shopify.dev/docs/api/usage/implementing-idempotency">Implementing
 *     idempotency</a>
 * @see <a href="https://shopify.dev/changelog/making-changefromquantity-field-required">Making
 *     changeFromQuantity required</a>, from 2026-04 also for {@code inventoryAdjustQuantities}
 */
record ShopifyStock(ShopifyApi api, InstantSource clock) {
    static final int WRITES_MAX = 20;
    static final int READS_MAX = 100;

    /** The cost of a mutation. */
    static final int MUTATION_POINTS = 10;

    private static final String READ =
            "query Counts($ids: [ID!]!, $location: ID!) { nodes(ids: $ids) { ... on InventoryItem"
                    + " { id inventoryLevel(locationId: $location) {"
                    + " quantities(names: [\"available\"]) { name quantity } } } } }";

    List<WriteResult> write(List<StockWrite> writes) {
        return new WriteBatches(WRITES_MAX, StockWrite::item, _ -> Optional.empty())
                .send(writes, this::writeBatch);
    }

    List<CountReading> read(List<MallItem> items) {
        Map<MallItem, CountReading> readings = new HashMap<>();
        Map<String, List<MallItem>> byLocation =
                items.stream().distinct().collect(Collectors.groupingBy(MallItem::variant));
        byLocation.forEach(
                (location, there) -> {
                    for (int from = 0; from < there.size(); from += READS_MAX) {
                        int to = Math.min(from + READS_MAX, there.size());
                        readings.putAll(readBatch(location, there.subList(from, to)));
                    }
                });
        return items.stream().map(readings::get).toList();
    }

    private List<WriteResult> writeBatch(List<StockWrite> batch) {
        MallAnswer answer =
                api.send(
                        document(batch),
                        json -> {
                            for (int index = 0; index < batch.size(); index++) {
                                json.writeObjectFieldStart("input" + index);
                                input(json, batch.get(index));
                                json.writeEndObject();
                                json.writeStringField("key" + index, batch.get(index).key());
                            }
                        });
        return answer.writeFailure()
                .map(failure -> Collections.nCopies(batch.size(), failure))
                .orElseGet(() -> results(batch.size(), (Answered) answer));
    }

    private static String document(List<StockWrite> batch) {
        var parameters = new ArrayList<String>();
        var fields = new StringBuilder();
        for (int index = 0; index < batch.size(); index++) {
            boolean isRelative = batch.get(index).change() instanceof CountChange.Relative;
            String mutation = isRelative ? "inventoryAdjustQuantities" : "inventorySetQuantities";
            String type = isRelative ? "InventoryAdjust" : "InventorySet";
            parameters.add("$input%d: %sQuantitiesInput!".formatted(index, type));
            parameters.add("$key%d: String!".formatted(index));
            fields.append(
                    " w%1$d: %2$s(input: $input%1$d) @idempotent(key: $key%1$d) {"
                            .formatted(index, mutation));
            fields.append(" userErrors { code field message } }");
        }
        return "mutation Write(" + String.join(", ", parameters) + ") {" + fields + " }";
    }

    private static void input(JsonGenerator json, StockWrite write) throws IOException {
        json.writeStringField("name", "available");
        json.writeStringField("reason", "correction");
        json.writeStringField("referenceDocumentUri", "net-stock://write/" + write.key());
        json.writeArrayFieldStart(
                write.change() instanceof CountChange.Relative ? "changes" : "quantities");
        json.writeStartObject();
        json.writeStringField("inventoryItemId", write.item().item());
        json.writeStringField("locationId", write.item().variant());
        switch (write.change()) {
            case CountChange.Relative(long units) -> {
                json.writeNumberField("delta", units);
                json.writeNullField("changeFromQuantity");
            }
            case CountChange.Absolute(long count) -> {
                json.writeNumberField("quantity", count);
                json.writeNullField("changeFromQuantity");
            }
            case CountChange.CompareAndSet(long expected, long count) -> {
                json.writeNumberField("quantity", count);
                json.writeNumberField("changeFromQuantity", expected);
            }
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private static List<WriteResult> results(int writes, Answered answered) {
        if (answered.status() != 200) {
            return Collections.nCopies(
                    writes, new WriteResult.Rejected("HTTP " + answered.status(), ""));
        }
        AnswerJson answer = AnswerJson.read(answered.body());
        Optional<Duration> throttle = ShopifyApi.throttle(answer);
        if (throttle.isPresent()) {
            return Collections.nCopies(writes, new WriteResult.Throttled(throttle.get()));
        }
        List<GraphQlError> errors = ShopifyApi.errors(answer);
        Optional<AnswerJson> data = answer.find("data");
        return IntStream.range(0, writes)
                .mapToObj(index -> result("w" + index, data, errors))
                .toList();
    }

    private static WriteResult result(
            String alias, Optional<AnswerJson> data, List<GraphQlError> errors) {
        Optional<AnswerJson> payload = data.flatMap(it -> it.find(alias));
        if (payload.isPresent()) {
            return payload.get().elements("userErrors").stream()
                    .findFirst()
                    .map(ShopifyStock::userError)
                    .orElseGet(() -> new WriteResult.Done(OptionalLong.empty()));
        }
        return errors.stream()
                .filter(error -> error.field().map(alias::equals).orElse(data.isEmpty()))
                .findFirst()
                .map(ShopifyStock::withoutPayload)
                .orElseGet(() -> new WriteResult.InDoubt("The answer has no " + alias));
    }

    /**
     * A document that is not valid is not executed; an internal error may come after the effect.
     */
    private static WriteResult withoutPayload(GraphQlError error) {
        return ShopifyApi.isInternal(error)
                ? new WriteResult.InDoubt(error.code())
                : new WriteResult.Rejected(error.code(), error.message());
    }

    /**
     * A mutation with an error changed nothing.
     *
     * @see <a
     *     href="https://shopify.dev/docs/api/admin-graphql/latest/enums/InventorySetQuantitiesUserErrorCode">InventorySetQuantitiesUserErrorCode</a>
     */
    private static WriteResult userError(AnswerJson error) {
        String code = error.findText("code").orElse("unknown");
        return switch (code) {
            case "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" ->
                    new WriteResult.Mismatch(OptionalLong.empty());
            case "INVALID_INVENTORY_ITEM", "INVALID_LOCATION", "ITEM_NOT_STOCKED_AT_LOCATION" ->
                    new WriteResult.UnknownItem();
            case "INVALID_QUANTITY_NEGATIVE",
                    "INVALID_QUANTITY_TOO_HIGH",
                    "INVALID_QUANTITY_TOO_LOW" ->
                    new WriteResult.OutOfRange(code);
            // The first request with this key is still being executed.
            case "IDEMPOTENCY_CONCURRENT_REQUEST" -> new WriteResult.InDoubt(code);
            // It needs another key, which the next write has.
            case "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" -> new WriteResult.Unavailable(code);
            default -> new WriteResult.Rejected(code, error.findText("message").orElse(""));
        };
    }

    private Map<MallItem, CountReading> readBatch(String location, List<MallItem> items) {
        AnswerJson data =
                api.query(
                        READ,
                        json -> {
                            json.writeArrayFieldStart("ids");
                            for (MallItem item : items) {
                                json.writeString(item.item());
                            }
                            json.writeEndArray();
                            json.writeStringField("location", location);
                        });
        Instant at = clock.instant();
        Map<String, Long> counts = new HashMap<>();
        for (AnswerJson node : data.elements("nodes")) {
            available(node).ifPresent(count -> counts.put(node.text("id"), count));
        }
        return items.stream()
                .collect(Collectors.toMap(item -> item, item -> reading(item, counts, at)));
    }

    private static Optional<Long> available(AnswerJson inventoryItem) {
        return inventoryItem
                .find("inventoryLevel")
                .flatMap(
                        level ->
                                level.elements("quantities").stream()
                                        .filter(it -> it.text("name").equals("available"))
                                        .findFirst())
                .map(it -> it.number("quantity"));
    }

    private static CountReading reading(MallItem item, Map<String, Long> counts, Instant at) {
        Long count = counts.get(item.item());
        return new CountReading(
                item, count == null ? OptionalLong.empty() : OptionalLong.of(count), at, false);
    }
}
