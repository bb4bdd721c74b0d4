package dev.netstock.projection.rebuild;

import java.util.Optional;

/**
 * The key of a row of a projection.
 *
 * @param partition the partition key, which begins with the generation and {@code #}
 * @param sort the sort key
 */
public record RowKey(String partition, String sort) {
    /** The position before all rows. */
    public static final RowKey NONE = new RowKey("", "");

    /** Parses a {@link #token}; empty if it is invalid. */
    static Optional<RowKey> parse(String token) {
        return CursorToken.parse(token)
                .filter(texts -> texts.size() == 2)
                .map(texts -> new RowKey(texts.get(0), texts.get(1)));
    }

    String token() {
        return CursorToken.of(partition, sort);
    }
}
