package dev.netstock.local.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/**
 * Items as the records of streams have them. DynamoDB Local writes an empty map there without its
 * type, <code>{}</code> instead of <code>{"M": {}}</code>; tables and DynamoDB itself keep it.
 */
public final class StreamImages {
    private StreamImages() {}

    /** The item of a record, in which empty maps are maps again. */
    public static Map<String, AttributeValue> whole(Map<String, AttributeValue> image) {
        Map<String, AttributeValue> item = new HashMap<>();
        image.forEach((name, value) -> item.put(name, whole(value)));
        return item;
    }

    private static AttributeValue whole(AttributeValue value) {
        return switch (value.type()) {
            case UNKNOWN_TO_SDK_VERSION -> AttributeValue.fromM(Map.of());
            case M -> AttributeValue.fromM(whole(value.m()));
            case L -> AttributeValue.fromL(value.l().stream().map(StreamImages::whole).toList());
            case S, N, B, SS, NS, BS, BOOL, NUL -> value;
        };
    }
}
