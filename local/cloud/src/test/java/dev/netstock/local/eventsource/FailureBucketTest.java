package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
class FailureBucketTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Written> written = new ArrayList<>();
    private final FailureBucket bucket =
            FailureBucket.of(
                            "arn:aws:s3:::aside",
                            (name, key, content) ->
                                    written.add(new Written(name, key, new String(content, UTF_8))))
                    .orElseThrow();

    @Test
    void send_ofADiscardedBatch_namesTheObjectByMappingShardAndTime() {
        send("{}", "{}");

        assertThat(written.getFirst().bucket()).isEqualTo("aside");
        assertThat(written.getFirst().key())
                .matches(
                        "aws/lambda/0b9e-mapping/shardId-7/2026/11/21/2026-11-21T02\\.03\\.04"
                                + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void send_ofADiscardedBatch_storesTheWholeEventWithItsRecord() throws IOException {
        send("{\"version\": \"1.0\"}", "{\"Records\": [{\"eventID\": \"1\"}]}");

        assertThat(JSON.readTree(written.getFirst().content()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"version": "1.0", "payload": {"Records": [{"eventID": "1"}]}}
                                """));
    }

    @Test
    void of_whenTheArnIsNotABucket_isEmpty() {
        assertThat(FailureBucket.of("arn:aws:sqs:x:y:queue", (_, _, _) -> {})).isEmpty();
    }

    private void send(String description, String event) {
        bucket.send(
                new DiscardedBatch(
                        "0b9e-mapping",
                        "shardId-7",
                        Instant.parse("2026-11-21T02:03:04.567Z"),
                        json(description),
                        json(event)));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("The fixture is not JSON", e);
        }
    }

    private record Written(String bucket, String key, String content) {}
}
