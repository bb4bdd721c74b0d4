package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
class BatchItemFailuresTest {
    private static final List<String> BATCH = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\": []}",
                "{\"batchItemFailures\": null}",
                "{}",
                "null",
                ""
            })
    void failed_whenTheResponseListsNone_isEmpty(String answer) {
        assertThat(BatchItemFailures.failed(answer, BATCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\": [",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}",
                "{\"batchItemFailures\": [{\"messageId\": \"a\"}]}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"a\"}, {\"itemIdentifier\":"
                        + " \"d\"}]}",
                "{\"batchItemFailures\": [\"a\"]}",
                "{\"batchItemFailures\": \"a\"}"
            })
    void failed_whenTheResponseIsInvalid_isAll(String answer) {
        assertThat(BatchItemFailures.failed(answer, BATCH))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void failed_whenTheResponseListsSome_isThose() {
        String answer =
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"c\"}, {\"itemIdentifier\":"
                        + " \"b\"}]}";

        assertThat(BatchItemFailures.failed(answer, BATCH)).containsExactlyInAnyOrder("b", "c");
    }
}
