package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.event.ruler.Machine;

import java.io.IOException;
import java.util.List;

/**
 * Selects the records for the function. Patterns are compiled once. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Filtering</a>
 */
final class RecordFilter {
    private final Machine machine = Machine.builder().build();
    private final boolean acceptsAll;

    /** Rejects malformed patterns, as Lambda does when it creates a mapping. */
    RecordFilter(List<String> patterns) {
        this.acceptsAll = patterns.isEmpty();
        for (String pattern : patterns) {
            try {
                machine.addRule(pattern, pattern);
            } catch (IOException e) {
                throw new IllegalArgumentException("Invalid filter pattern: " + pattern, e);
            }
        }
    }

    boolean accepts(ObjectNode streamRecord) {
        return acceptsAll || !machine.rulesForJSONEvent(streamRecord).isEmpty();
    }
}
