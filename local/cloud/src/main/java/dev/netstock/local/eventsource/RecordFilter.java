package dev.netstock.local.eventsource;

import software.amazon.event.ruler.Ruler;

import java.util.List;

/**
 * Says which records a function is sent at all.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">Filtering</a>
 */
final class RecordFilter {
    private final List<String> patterns;

    /** Refuses patterns that are malformed, as Lambda does when a mapping is made. */
    RecordFilter(List<String> patterns) {
        this.patterns = patterns;
        patterns.forEach(pattern -> matches("{}", pattern));
    }

    boolean lets(String recordJson) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> matches(recordJson, pattern));
    }

    private static boolean matches(String recordJson, String pattern) {
        try {
            return Ruler.matchesRule(recordJson, pattern);
        } catch (Exception e) { // which is what it declares
            throw new IllegalArgumentException("Not a filter pattern: " + pattern, e);
        }
    }
}
