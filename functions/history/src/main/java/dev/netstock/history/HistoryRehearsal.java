package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.invocation.Calls;
import dev.netstock.stock.history.RecordingHistory;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the function does before a snapshot: it decodes a delta, and records nothing, since it may
 * only write.
 *
 * @param recording writes the history
 */
record HistoryRehearsal(RecordingHistory recording) implements Consumer<Context> {
    private static final Map<String, AttributeValue> RELEASED =
            Map.of(
                    "cause", new AttributeValue("order#priming"),
                    "step", new AttributeValue("0002"),
                    "type", new AttributeValue("RELEASED"),
                    "at", new AttributeValue("2026-01-01T00:00:00Z"),
                    "who", new AttributeValue("priming"),
                    "trace", new AttributeValue("priming"),
                    "attempt", new AttributeValue("priming"));

    @Override
    public void accept(Context context) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("1").withNewImage(RELEASED));
        DeltaBatch.read(List.of(record));
        recording.record(List.of(), Calls.ofFunction(context));
    }
}
