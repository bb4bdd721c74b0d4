package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.services.dynamodb.model.Record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the answer of a function that says which records of a batch failed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
 *     batch responses</a>
 */
final class BatchItemFailures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchItemFailures() {}

    /**
     * What is left to do: the batch from the first record on that failed. Nothing if the answer
     * names none; all of it if the answer makes no sense.
     */
    static List<Record> remaining(String answer, List<Record> batch) {
        try {
            JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
            var failed = new HashSet<String>();
            failures.forEach(failure -> failed.add(failure.path("itemIdentifier").asText("")));
            return failed.isEmpty() ? List.of() : from(failed, batch);
        } catch (JsonProcessingException e) {
            return batch;
        }
    }

    private static List<Record> from(Set<String> failed, List<Record> batch) {
        List<String> numbers =
                batch.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
        if (!numbers.containsAll(failed)) {
            return batch;
        }
        int first = failed.stream().mapToInt(numbers::indexOf).min().orElseThrow();
        return batch.subList(first, batch.size());
    }
}
