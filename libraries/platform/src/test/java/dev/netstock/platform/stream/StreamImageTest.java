package dev.netstock.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class StreamImageTest {
    private static final SdkBytes BYTES = SdkBytes.fromUtf8String("abc");

    @Test
    void row_withEveryAttributeType_isConvertedToTheSdksTypes() {
        assertThat(
                        StreamImage.row(
                                Map.of(
                                        "s", event().withS("text"),
                                        "n", event().withN("1.5"),
                                        "bool", event().withBOOL(false),
                                        "null", event().withNULL(true),
                                        "b", event().withB(bytes()),
                                        "ss", event().withSS("a", "b"),
                                        "ns", event().withNS("1", "2"),
                                        "bs", event().withBS(bytes()),
                                        "l", event().withL(List.of(event().withS("in"))),
                                        "m", event().withM(Map.of("k", event().withS("v"))))))
                .isEqualTo(
                        Map.of(
                                "s", AttributeValue.fromS("text"),
                                "n", AttributeValue.fromN("1.5"),
                                "bool", AttributeValue.fromBool(false),
                                "null", AttributeValue.fromNul(true),
                                "b", AttributeValue.fromB(BYTES),
                                "ss", AttributeValue.fromSs(List.of("a", "b")),
                                "ns", AttributeValue.fromNs(List.of("1", "2")),
                                "bs", AttributeValue.fromBs(List.of(BYTES)),
                                "l", AttributeValue.fromL(List.of(AttributeValue.fromS("in"))),
                                "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v")))));
    }

    private static com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue
            event() {
        return new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue();
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8));
    }
}
