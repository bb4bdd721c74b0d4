package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.dynamodb.StreamImages;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts stream records to the event for the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb">Example
 *     event</a>
 */
final class StreamEvent {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String streamArn;

    StreamEvent(String streamArn) {
        this.streamArn = streamArn;
    }

    /** The event of a batch of any kind of stream. */
    static ObjectNode of(List<SourceRecord> records) {
        ObjectNode event = JSON.objectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(streamRecord -> list.add(streamRecord.event()));
        return event;
    }

    ObjectNode of(Record source) {
        ObjectNode event = JSON.objectNode();
        event.put("eventID", source.eventID())
                .put("eventName", source.eventNameAsString())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", source.awsRegion())
                .set("dynamodb", change(source.dynamodb()));
        Optional.ofNullable(source.userIdentity())
                .ifPresent(
                        identity ->
                                event.putObject("userIdentity")
                                        .put("principalId", identity.principalId())
                                        .put("type", identity.type()));
        return event.put("eventSourceARN", streamArn);
    }

    private static ObjectNode change(StreamRecord source) {
        ObjectNode change = JSON.objectNode();
        change.put(
                "ApproximateCreationDateTime",
                source.approximateCreationDateTime().getEpochSecond());
        change.set("Keys", item(source.keys()));
        if (source.hasNewImage()) {
            change.set("NewImage", item(StreamImages.whole(source.newImage())));
        }
        if (source.hasOldImage()) {
            change.set("OldImage", item(StreamImages.whole(source.oldImage())));
        }
        return change.put("SequenceNumber", source.sequenceNumber())
                .put("SizeBytes", source.sizeBytes())
                .put("StreamViewType", source.streamViewTypeAsString());
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode item = JSON.objectNode();
        attributes.forEach((name, value) -> item.set(name, value(value)));
        return item;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode node = JSON.objectNode();
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", base64(value.b()));
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case M -> node.set("M", item(value.m()));
            case L -> {
                ArrayNode list = node.putArray("L");
                value.l().forEach(element -> list.add(value(element)));
            }
            case SS -> value.ss().forEach(node.putArray("SS")::add);
            case NS -> value.ns().forEach(node.putArray("NS")::add);
            case BS -> {
                ArrayNode set = node.putArray("BS");
                value.bs().forEach(bytes -> set.add(base64(bytes)));
            }
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("An attribute of an unknown type");
        }
        return node;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
