package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.SimulatedMapping;
import dev.netstock.platform.testing.SimulatedMapping.StreamKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stream records, as Lambda sends them. */
final class StreamRecords {
    private static final int BATCH_SIZE = 100;

    private StreamRecords() {}

    /** The records of a sample, as a mutable list. */
    static List<DynamodbStreamRecord> sample(String name) {
        return new ArrayList<>(
                LambdaEvents.read(DynamodbEvent.class, SampleEvents.json(name)).getRecords());
    }

    /** The event source mapping of a function that receives them. */
    static SimulatedMapping<DynamodbEvent, DynamodbStreamRecord> mapping(
            RequestHandler<DynamodbEvent, StreamsEventResponse> function) {
        var stream =
                new StreamKind<DynamodbEvent, DynamodbStreamRecord>(
                        StreamRecords::event, StreamRecords::sequenceNumber);
        return new SimulatedMapping<>(function, stream, BATCH_SIZE);
    }

    static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    static DynamodbStreamRecord inserted(int number, Map<String, AttributeValue> image) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("" + number).withNewImage(image));
        return record;
    }

    static DynamodbStreamRecord modified(
            int number, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        DynamodbStreamRecord record = inserted(number, after);
        record.setEventName("MODIFY");
        record.getDynamodb().setOldImage(before);
        return record;
    }

    /** A record that cannot be decoded. */
    static DynamodbStreamRecord poison(int number) {
        return inserted(number, Map.of("cause", text("nonsense")));
    }

    static String sequenceNumber(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }

    static List<String> failures(StreamsEventResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** A confirmed order. */
    static Map<String, AttributeValue> confirmed(String order) {
        return Map.of(
                "cause", text("order#" + order),
                "step", text("0002"),
                "type", text("CONFIRMED"),
                "channel", text("storefront"),
                "at", text("2026-11-21T02:00:00Z"),
                "who", text("who"),
                "trace", text("trace"),
                "attempt", text("attempt"));
    }

    /** An item after a take of one unit by the order {@code o-VERSION}. */
    static Map<String, AttributeValue> taken(String sku, long available, long version) {
        return taken("o-" + version, sku, available, version);
    }

    /** An item after a take of one unit by an order. */
    static Map<String, AttributeValue> taken(
            String order, String sku, long available, long version) {
        return item(
                sku,
                available,
                version,
                Map.of(
                        "kind", text("take"),
                        "attempt", text("attempt"),
                        "units", number(-1),
                        "order", text(order),
                        "step", number(1)));
    }

    /** An item after the ledger changed its supply. */
    static Map<String, AttributeValue> supplied(String sku, long available, long version) {
        return item(
                sku,
                available,
                version,
                Map.of(
                        "kind", text("supply"),
                        "attempt", text("attempt"),
                        "units", number(1)));
    }

    static Map<String, AttributeValue> with(
            Map<String, AttributeValue> image, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(image);
        changed.put(name, value);
        return changed;
    }

    /** The item, changed at a time of the day. */
    static Map<String, AttributeValue> changedAt(Map<String, AttributeValue> image, String time) {
        return with(image, "changedAt", text("2026-11-21T" + time + "Z"));
    }

    static AttributeValue text(String value) {
        return new AttributeValue(value);
    }

    static AttributeValue number(long value) {
        return new AttributeValue().withN(Long.toString(value));
    }

    private static Map<String, AttributeValue> item(
            String sku, long available, long version, Map<String, AttributeValue> cause) {
        return Map.of(
                "sku", text(sku),
                "location", text("east"),
                "available", number(available),
                "reserved", number(0),
                "version", number(version),
                "changedAt", text("2026-11-21T02:03:04.567Z"),
                "cause", new AttributeValue().withM(cause));
    }
}
