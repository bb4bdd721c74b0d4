package dev.netstock.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class FailedRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ARRIVED = Instant.parse("2026-11-21T23:59:59.999Z");

    private final FailedRecordsBucket bucket = new FailedRecordsBucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void keep_severalRecords_writesOneEventWithTheReasonOfEach() throws Exception {
        assertThat(keep(record("7", "no JSON"), record("9", "no SKU"))).isTrue();

        assertThat(bucket.keys()).containsExactly("aws/lambda/test-function/2026/11/21/7");
        JsonNode document = document();
        assertThat(document.at("/refused/1/sequenceNumber").asText()).isEqualTo("9");
        assertThat(document.at("/refused/1/reason").asText()).isEqualTo("no SKU");
        assertThat(document.at("/payload/Records")).hasSize(2);
        assertThat(document.at("/payload/Records/0/number").asText()).isEqualTo("7");
        assertThat(document.at("/requestContext/functionArn").asText()).endsWith(":live");
    }

    /** As in the objects of event source mappings. */
    @Test
    void keep_timeOfTheFailure_isInMilliseconds() throws Exception {
        keep(record("7", "no JSON"));
        assertThat(document().path("timestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void keep_repeatedBatch_overwritesItsObject() {
        keep(record("7", "no JSON"));
        keep(record("7", "no JSON"));
        assertThat(bucket.keys()).hasSize(1);
    }

    @Test
    void keep_noRecords_writesNothing() {
        assertThat(keep()).isTrue();
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void keep_whenTheBucketIsUnreachable_returnsFalse() {
        assertThat(bucket.outOfReach().keep(List.of(record("7", "?")), TestContext.create()))
                .isFalse();
    }

    @Test
    void reason_isBoundedAndHasNoControlCharacters() {
        String reason = record("1", "a\u0000\nb" + "\uD83D\uDE00".repeat(2_000)).reason();
        assertThat(reason).startsWith("a b").endsWith("\uD83D\uDE00…");
        assertThat(reason.codePointCount(0, reason.length())).isEqualTo(1_001);
    }

    private boolean keep(RefusedRecord... refused) {
        return bucket.records().keep(List.of(refused), TestContext.create());
    }

    private JsonNode document() throws JsonProcessingException {
        return JSON.readTree(bucket.documents().getFirst());
    }

    private static RefusedRecord record(String sequenceNumber, String reason) {
        return new RefusedRecord(
                sequenceNumber,
                ARRIVED,
                reason,
                json -> json.writeStringField("number", sequenceNumber));
    }
}
