package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the answer of a function that says which records of a batch failed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
 *     batch responses of streams</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">Partial
 *     batch responses of queues</a>
 */
final class BatchItemFailures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchItemFailures() {}

    /**
     * Which of the batch failed: none if the answer names none, all if it makes no sense.
     *
     * @param batch the identifiers of its records, in their order
     */
    static Set<String> failed(String answer, List<String> batch) {
        try {
            Set<String> named = named(JSON.readTree(answer).path("batchItemFailures"));
            var all = new HashSet<>(batch);
            return all.containsAll(named) ? named : all;
        } catch (JsonProcessingException _) {
            return new HashSet<>(batch);
        }
    }

    /** An identifier that is missing or null is read as the empty one, which no record has. */
    private static Set<String> named(JsonNode failures) {
        var named = new HashSet<String>();
        if (!failures.isArray() && !failures.isNull() && !failures.isMissingNode()) {
            named.add("");
        }
        failures.forEach(failure -> named.add(failure.path("itemIdentifier").asText("")));
        return named;
    }
}
