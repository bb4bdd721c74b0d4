package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The index of the search, which follows the items. Each part is a transaction of its own, so that
 * an import of many items is finished before they are indexed. Safe to repeat. Thread-safe.
 */
public final class SearchIndex {
    private static final int PART = 10_000;

    /** Of two that index at once, the later one sees what the earlier one read. */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('item_search', 1))";

    /**
     * New entries wait in a list, and are merged into the index when the list is full. A merge
     * visits the entries of all pairs of characters, so a longer list means fewer visits.
     *
     * @see <a href="https://www.postgresql.org/docs/current/gin.html#GIN-FAST-UPDATE">GIN Fast
     *     Update Technique</a>
     */
    private static final List<String> MERGE_SELDOM =
            List.of("SET LOCAL gin_pending_list_limit = '64MB'", "SET LOCAL work_mem = '64MB'");

    private static final String END_OF_PART =
            "SELECT sku FROM items WHERE sku > ? ORDER BY sku OFFSET " + (PART - 1) + " LIMIT 1";

    /** Looks each item up by its key. As a plain join, each part would read the whole index. */
    private static final String CHANGED =
            """
            SELECT i.sku, i.name, i.category
            FROM (SELECT sku, name, category FROM items WHERE sku > ? ORDER BY sku LIMIT %d) i
            LEFT JOIN LATERAL (SELECT sku, name, category FROM item_search
                               WHERE sku = i.sku COLLATE "C" OFFSET 0) s ON true
            WHERE s.sku IS NULL OR (s.name, s.category) IS DISTINCT FROM (i.name, i.category)
            """
                    .formatted(PART);

    private static final String INDEX =
            """
            INSERT INTO item_search AS s (sku, name, category, folded, grams)
            SELECT sku, name, category, folded, grams::integer[]
            FROM unnest(?, ?, ?, ?, ?) AS u (sku, name, category, folded, grams)
            ORDER BY sku COLLATE "C"
            ON CONFLICT (sku) DO UPDATE
                SET name = excluded.name, category = excluded.category, folded = excluded.folded,
                    grams = excluded.grams
            """;
    private static final String SETTLE = "SELECT settle_item_search()";

    private SearchIndex() {}

    private record Item(String sku, String name, Optional<String> category, SearchText text) {}

    /** The result of a part. */
    private record Part(long indexed, Optional<String> end) {}

    /** Indexes the items that are new or have changed, and returns how many there were. */
    public static long update(Transactions ledger) {
        long indexed = 0;
        Optional<String> from = Optional.of("");
        while (from.isPresent()) {
            String after = from.get();
            Part part = ledger.inTransaction(sql -> index(after, sql));
            indexed += part.indexed();
            from = part.end();
        }
        if (indexed > 0) {
            ledger.inTransaction(sql -> sql.run(SETTLE));
        }
        return indexed;
    }

    private static Part index(String after, Sql sql) throws SQLException {
        sql.run(LOCK);
        List<Item> changed =
                sql.list(
                        CHANGED,
                        row -> {
                            String name = row.getString("name");
                            return new Item(
                                    row.getString("sku"),
                                    name,
                                    Sql.optionalText(row, "category"),
                                    SearchText.of(name));
                        },
                        after);
        if (!changed.isEmpty()) {
            for (String setting : MERGE_SELDOM) {
                sql.run(setting);
            }
            sql.run(
                    INDEX,
                    ColumnArrays.of(changed)
                            .text(Item::sku)
                            .text(Item::name)
                            .text(item -> item.category().orElse(null))
                            .text(item -> item.text().folded())
                            .text(item -> item.text().gramArray()));
        }
        return new Part(changed.size(), sql.first(END_OF_PART, row -> row.getString(1), after));
    }
}
