package dev.netstock.projection.rebuild;

import java.util.Optional;

/**
 * The key of a row of a projection.
 *
 * @param partition the partition key, which begins with the generation and {@code #}
 * @param sort the sort key
 */
public record RowKey(String partition, String sort) {
    /** Stands before every row. */
    public static final RowKey NONE = new RowKey("", "");

    /** Reads what {@link #token} wrote; empty if it is none. */
    static Optional<RowKey> parse(String token) {
        return Token.parse(token)
                .filter(texts -> texts.size() == 2)
                .map(texts -> new RowKey(texts.get(0), texts.get(1)));
    }

    String token() {
        return Token.of(partition, sort);
    }
}
