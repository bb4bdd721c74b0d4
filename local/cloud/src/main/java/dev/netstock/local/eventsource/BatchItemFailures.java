package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses the response of a function that reports batch item failures.
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
     * The failed records: none if the response lists none, all if the response is invalid.
     *
     * @param batch the identifiers of its records in order
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

    /** Reads a missing or null identifier as empty, which matches no record. */
    private static Set<String> named(JsonNode failures) {
        var named = new HashSet<String>();
        if (!failures.isArray() && !failures.isNull() && !failures.isMissingNode()) {
            named.add("");
        }
        failures.forEach(failure -> named.add(failure.path("itemIdentifier").asText("")));
        return named;
    }
}
