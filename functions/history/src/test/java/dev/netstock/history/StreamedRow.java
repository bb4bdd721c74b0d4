package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import java.util.HashMap;
import java.util.Map;

/** A row of a table, as its stream tells it: the way back of {@link StreamImage}. */
final class StreamedRow {
    private StreamedRow() {}

    static DynamodbStreamRecord record(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("1").withNewImage(image(row)));
        return record;
    }

    private static Map<String, AttributeValue> image(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row) {
        Map<String, AttributeValue> image = new HashMap<>();
        row.forEach((name, value) -> image.put(name, value(value)));
        return image;
    }

    private static AttributeValue value(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        return switch (value.type()) {
            case S -> new AttributeValue(value.s());
            case N -> new AttributeValue().withN(value.n());
            case M -> new AttributeValue().withM(image(value.m()));
            case L ->
                    new AttributeValue().withL(value.l().stream().map(StreamedRow::value).toList());
            case B, BS, SS, NS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("No row has a " + value.type());
        };
    }
}
