package dev.netstock.malls.adapter.amazon;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.WriteBatches;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts at Amazon that the seller ships: Listings Items API, one item in a request. A write that
 * is accepted shows minutes later.
 *
 * @param api sends the requests
 * @param settings the seller
 * @param clock the time of readings
 */
record AmazonStock(AmazonApi api, AmazonSettings settings, InstantSource clock) {
    /** The channel of what the seller ships; others are Amazon's warehouses. */
    private static final String SELLER_SHIPS = "DEFAULT";

    List<WriteResult> write(List<StockWrite> writes) {
        return new WriteBatches(1, StockWrite::item, AmazonStock::refusal)
                .send(writes, batch -> List.of(writeOne(batch.getFirst())));
    }

    List<CountReading> read(List<MallItem> items) {
        return items.stream().map(this::readOne).toList();
    }

    /**
     * Patches the quantity. The operation {@code merge} keeps the other attributes of the channel;
     * {@code replace} would delete the handling time.
     */
    static void patch(JsonGenerator json, long count) throws IOException {
        json.writeStringField("productType", "PRODUCT");
        JsonWriter.objects(
                json,
                "patches",
                List.of(count),
                (patch, quantity) -> {
                    patch.writeStringField("op", "merge");
                    patch.writeStringField("path", "/attributes/fulfillment_availability");
                    JsonWriter.objects(
                            patch,
                            "value",
                            List.of(quantity),
                            (value, units) -> {
                                value.writeStringField("fulfillment_channel_code", SELLER_SHIPS);
                                value.writeNumberField("quantity", units);
                            });
                });
    }

    /** The count of a write that Amazon can do; empty for others. */
    static OptionalLong count(StockWrite write) {
        return write.change() instanceof CountChange.Absolute(long count) && count >= 0
                ? OptionalLong.of(count)
                : OptionalLong.empty();
    }

    private static Optional<WriteResult> refusal(StockWrite write) {
        return count(write).isEmpty()
                ? WriteBatches.refused("unsupported", "Amazon takes only absolute counts from 0")
                : Optional.empty();
    }

    private WriteResult writeOne(StockWrite write) {
        long count = count(write).orElseThrow();
        MallAnswer answer = api.send("PATCH", path(write.item(), ""), json -> patch(json, count));
        if (answer instanceof Answered throttled && throttled.status() == 429) {
            return new WriteResult.Throttled(AmazonApi.delay(throttled));
        }
        return answer.writeFailure().orElseGet(() -> result((Answered) answer));
    }

    private static WriteResult result(Answered answer) {
        return switch (answer.status()) {
            case 200, 202 -> submission(AnswerJson.read(answer.body()));
            case 404 -> new WriteResult.UnknownItem();
            default -> {
                AmazonApi.ApiError error = AmazonApi.error(answer);
                yield new WriteResult.Rejected(error.code(), error.message());
            }
        };
    }

    /** Amazon answers 200 also for a submission that it refuses. */
    private static WriteResult submission(AnswerJson answer) {
        return switch (answer.text("status")) {
            case "ACCEPTED" -> new WriteResult.Done(OptionalLong.empty());
            case "INVALID" -> refused(answer.elements("issues"));
            default -> new WriteResult.InDoubt("The status is unknown");
        };
    }

    private static WriteResult refused(List<AnswerJson> issues) {
        Optional<AnswerJson> error =
                issues.stream()
                        .filter(it -> it.findText("severity").filter("ERROR"::equals).isPresent())
                        .findFirst();
        return new WriteResult.Rejected(
                error.flatMap(it -> it.findText("code")).orElse("INVALID"),
                error.flatMap(it -> it.findText("message")).orElse(""));
    }

    private CountReading readOne(MallItem item) {
        MallAnswer answer = api.get(path(item, "&includedData=fulfillmentAvailability"));
        boolean isUnknown = answer instanceof Answered answered && answered.status() == 404;
        OptionalLong count = isUnknown ? OptionalLong.empty() : available(AmazonApi.body(answer));
        return new CountReading(item, count, clock.instant(), false);
    }

    private static OptionalLong available(AnswerJson listing) {
        return listing.elements("fulfillmentAvailability").stream()
                .filter(it -> it.text("fulfillmentChannelCode").equals(SELLER_SHIPS))
                .findFirst()
                .map(it -> it.findNumber("quantity"))
                .orElse(OptionalLong.empty());
    }

    private String path(MallItem item, String parameters) {
        return "/listings/2021-08-01/items/%s/%s?marketplaceIds=%s%s"
                .formatted(
                        FormText.pathSegment(settings.sellerId()),
                        FormText.pathSegment(item.item()),
                        settings.marketplaceId(),
                        parameters);
    }
}
