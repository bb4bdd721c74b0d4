package dev.netstock.platform.stream.testing;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import software.amazon.awssdk.services.dynamodb.model.Record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records of the stream of a table, as Lambda sends them. */
public final class TableRecords {
    private TableRecords() {}

    /** The event of a batch. */
    public static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        var event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    /** The sequence numbers that a function reports. */
    public static List<String> failures(StreamsEventResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    public static String sequenceNumber(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }

    /** A new row. */
    public static DynamodbStreamRecord inserted(
            int number,
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row) {
        var record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(
                new StreamRecord().withSequenceNumber("" + number).withNewImage(image(row)));
        return record;
    }

    /** A record as DynamoDB Streams returns it. */
    public static DynamodbStreamRecord of(Record change) {
        var images =
                new StreamRecord()
                        .withSequenceNumber(change.dynamodb().sequenceNumber())
                        .withNewImage(image(change.dynamodb().newImage()));
        if (change.dynamodb().hasOldImage()) {
            images.setOldImage(image(change.dynamodb().oldImage()));
        }
        var record = new DynamodbStreamRecord();
        record.setEventName(change.eventNameAsString());
        record.setDynamodb(images);
        return record;
    }

    private static Map<String, AttributeValue> image(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row) {
        Map<String, AttributeValue> image = new HashMap<>();
        row.forEach((name, value) -> image.put(name, value(value)));
        return image;
    }

    /** The types that rows of net-stock have. */
    private static AttributeValue value(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        return switch (value.type()) {
            case S -> new AttributeValue(value.s());
            case N -> new AttributeValue().withN(value.n());
            case M -> new AttributeValue().withM(image(value.m()));
            case L ->
                    new AttributeValue()
                            .withL(value.l().stream().map(TableRecords::value).toList());
            default -> throw new IllegalArgumentException("Not a type of rows: " + value.type());
        };
    }
}
