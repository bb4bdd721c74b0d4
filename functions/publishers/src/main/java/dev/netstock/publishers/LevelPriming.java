package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.messages.EventJson;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.publishers.LevelEvents.RecordedTake;
import dev.netstock.stock.event.ItemChange;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Primes the level publisher: it decodes a take, encodes its event and message, looks up a level, a
 * claim and settings that do not exist, and publishes nothing.
 *
 * @param publisher publishes changes
 */
record LevelPriming(LevelPublisher publisher) implements Consumer<Context> {
    private static final Map<String, AttributeValue> TAKEN =
            Map.of(
                    "sku", new AttributeValue("priming"),
                    "location", new AttributeValue("priming"),
                    "available", new AttributeValue().withN("1"),
                    "reserved", new AttributeValue().withN("1"),
                    "version", new AttributeValue().withN("2"),
                    "changedAt", new AttributeValue("2026-01-01T00:00:00Z"),
                    "cause",
                            new AttributeValue()
                                    .withM(
                                            Map.of(
                                                    "kind", new AttributeValue("take"),
                                                    "order", new AttributeValue("priming"),
                                                    "step", new AttributeValue().withN("1"),
                                                    "attempt", new AttributeValue("priming"),
                                                    "units", new AttributeValue().withN("-1"))));

    @Override
    public void accept(Context context) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("1").withNewImage(TAKEN));
        StreamBatch<ItemChange> batch = ItemRecords.read(List.of(record));
        Call call = Calls.ofFunction(context);
        List<RecordedTake> takes = LevelEvents.takes(batch);
        LevelEvents.batches(takes).forEach(LevelEvents.TakesBatch::message);
        for (ChangedLevel changed : ChangedLevel.of(batch)) {
            EventJson.write(LevelEvents.level(changed, changed.ownLevel()).event());
            publisher.totals().levels(List.of(changed.firstItem()), call);
            publisher
                    .lookup()
                    .find(
                            takes.stream().map(RecordedTake::take).toList(),
                            List.of(changed.firstItem().sku()),
                            call);
        }
    }
}
