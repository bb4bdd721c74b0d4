package dev.netstock.local.eventsource;

import software.amazon.event.ruler.Ruler;

import java.util.List;

/**
 * Selects the records for the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Filtering</a>
 */
final class RecordFilter {
    private final List<String> patterns;

    /** Rejects malformed patterns, as Lambda does when it creates a mapping. */
    RecordFilter(List<String> patterns) {
        this.patterns = patterns;
        patterns.forEach(pattern -> matches("{}", pattern));
    }

    boolean accepts(String recordJson) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> matches(recordJson, pattern));
    }

    private static boolean matches(String recordJson, String pattern) {
        try {
            return Ruler.matchesRule(recordJson, pattern);
        } catch (Exception e) { // the declared exception
            throw new IllegalArgumentException("Invalid filter pattern: " + pattern, e);
        }
    }
}
