package dev.netstock.malls.adapter.credential;

import dev.netstock.malls.port.NotConnected;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a mall's credentials, as they are stored: texts by name. Times are texts in the
 * format of {@link Instant#toString}. Immutable.
 *
 * @param version identifies this version among all that were ever current
 * @param values by name; which names depends on the mall
 */
public record StoredCredentials(String version, Map<String, String> values) {
    public StoredCredentials {
        values = Map.copyOf(values);
    }

    /**
     * A value.
     *
     * @throws NotConnected if it is missing; the message names it
     */
    public String required(String name) {
        return find(name).orElseThrow(() -> new NotConnected(name));
    }

    /** A value, unless it is missing or empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A value that is a time.
     *
     * @throws IllegalStateException if it is not a time; the message names it
     */
    public Optional<Instant> findTime(String name) {
        return find(name).map(text -> time(name, text));
    }

    /** These values, with some replaced or added; an empty text removes one. */
    public Map<String, String> with(Map<String, String> changes) {
        Map<String, String> changed = new HashMap<>(values);
        changed.putAll(changes);
        changed.values().removeIf(String::isEmpty);
        return Map.copyOf(changed);
    }

    /** Leaves the values out. */
    @Override
    public String toString() {
        return "StoredCredentials[version=" + version + ", names=" + values.keySet() + "]";
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalStateException(
                    "The credential's value \"%s\" must be a time such as 2026-11-01T00:00:00Z"
                            .formatted(name));
        }
    }
}
