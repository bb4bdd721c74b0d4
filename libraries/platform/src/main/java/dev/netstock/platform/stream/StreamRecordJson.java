package dev.netstock.platform.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a record as Lambda sends it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb">Example
 *     event</a>
 */
final class StreamRecordJson {
    private StreamRecordJson() {}

    /** The approximate time of the change. */
    static Instant createdAt(DynamodbStreamRecord record) {
        return Optional.ofNullable(record.getDynamodb().getApproximateCreationDateTime())
                .map(Date::toInstant)
                .orElse(Instant.EPOCH);
    }

    static void members(JsonGenerator json, DynamodbStreamRecord record) throws IOException {
        text(json, "eventID", record.getEventID());
        text(json, "eventName", record.getEventName());
        text(json, "eventVersion", record.getEventVersion());
        text(json, "eventSource", record.getEventSource());
        text(json, "awsRegion", record.getAwsRegion());
        json.writeObjectFieldStart("dynamodb");
        json.writeNumberField("ApproximateCreationDateTime", createdAt(record).getEpochSecond());
        change(json, record.getDynamodb());
        json.writeEndObject();
        text(json, "eventSourceARN", record.getEventSourceARN());
    }

    private static void change(JsonGenerator json, StreamRecord change) throws IOException {
        image(json, "Keys", change.getKeys());
        image(json, "NewImage", change.getNewImage());
        image(json, "OldImage", change.getOldImage());
        text(json, "SequenceNumber", change.getSequenceNumber());
        if (change.getSizeBytes() != null) {
            json.writeNumberField("SizeBytes", change.getSizeBytes());
        }
        text(json, "StreamViewType", change.getStreamViewType());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void image(
            JsonGenerator json, String name, @Nullable Map<String, AttributeValue> image)
            throws IOException {
        if (image != null) {
            json.writeFieldName(name);
            map(json, image);
        }
    }

    private static void map(JsonGenerator json, Map<String, AttributeValue> map)
            throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> each : map.entrySet()) {
            json.writeFieldName(each.getKey());
            value(json, each.getValue());
        }
        json.writeEndObject();
    }

    /** The field that is set determines the type. */
    private static void value(JsonGenerator json, AttributeValue value) throws IOException {
        json.writeStartObject();
        text(json, "S", value.getS());
        text(json, "N", value.getN());
        if (value.getBOOL() != null) {
            json.writeBooleanField("BOOL", value.getBOOL());
        }
        if (value.getNULL() != null) {
            json.writeBooleanField("NULL", value.getNULL());
        }
        if (value.getB() != null) {
            json.writeFieldName("B");
            bytes(json, value.getB());
        }
        if (value.getM() != null) {
            json.writeFieldName("M");
            map(json, value.getM());
        }
        if (value.getL() != null) {
            json.writeArrayFieldStart("L");
            for (AttributeValue each : value.getL()) {
                value(json, each);
            }
            json.writeEndArray();
        }
        sets(json, value);
        json.writeEndObject();
    }

    private static void sets(JsonGenerator json, AttributeValue value) throws IOException {
        texts(json, "SS", value.getSS());
        texts(json, "NS", value.getNS());
        if (value.getBS() != null) {
            json.writeArrayFieldStart("BS");
            for (ByteBuffer each : value.getBS()) {
                bytes(json, each);
            }
            json.writeEndArray();
        }
    }

    private static void texts(JsonGenerator json, String name, @Nullable List<String> all)
            throws IOException {
        if (all != null) {
            json.writeArrayFieldStart(name);
            for (String each : all) {
                json.writeString(each);
            }
            json.writeEndArray();
        }
    }

    private static void bytes(JsonGenerator json, ByteBuffer buffer) throws IOException {
        ByteBuffer left = buffer.duplicate();
        byte[] bytes = new byte[left.remaining()];
        left.get(bytes);
        json.writeBinary(bytes);
    }
}
