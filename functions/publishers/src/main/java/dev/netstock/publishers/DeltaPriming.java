package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Calls;
import dev.netstock.stock.dynamodb.DeltaRecords;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Primes the delta publisher: it decodes a delta and encodes its event, and publishes an empty
 * batch.
 *
 * @param publisher publishes deltas
 */
record DeltaPriming(DeltaPublisher publisher) implements Consumer<Context> {
    private static final Map<String, AttributeValue> RELEASED =
            Map.of(
                    "cause", new AttributeValue("order#priming"),
                    "step", new AttributeValue("0002"),
                    "type", new AttributeValue("RELEASED"),
                    "channel", new AttributeValue("priming"),
                    "at", new AttributeValue("2026-01-01T00:00:00Z"),
                    "who", new AttributeValue("priming"),
                    "trace", new AttributeValue("priming"),
                    "attempt", new AttributeValue("priming"));

    @Override
    public void accept(Context context) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("1").withNewImage(RELEASED));
        DeltaRecords.read(List.of(record))
                .entries()
                .forEach(entry -> entry.content().ifPresent(EventJson::write));
        publisher.publish(List.of(), Calls.ofFunction(context));
    }
}
