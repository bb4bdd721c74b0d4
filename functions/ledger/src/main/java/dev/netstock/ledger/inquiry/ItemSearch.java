package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds pages of items, in the caller's transaction. To be used by one thread.
 *
 * <p>Words that many names contain are found by walking along the SKUs: the page is full soon.
 * Words that few names contain are found by the index. So the search walks a fixed stretch first,
 * and uses the index beyond it; neither ever reads a large part of the table. With a state or a
 * location, it walks on while the stretches find more than a fifth of a page each. A list without
 * words is walked stretch by stretch until the page is full or the time is over; then the page is
 * not full, and the next one goes on from there.
 *
 * @param sql the transaction
 * @param query what to find
 * @param hot the SKUs that have several shards
 * @param stretch how many items to walk along at once
 * @param sortedMax the largest selection that is sorted by units
 */
record ItemSearch(Sql sql, ItemQuery query, Set<String> hot, int stretch, int sortedMax) {
    static final int STRETCH = 10_000;
    static final int SORTED_MAX = 10_000;

    private static final Duration WALK_TIME = Duration.ofMillis(500);

    /** Beyond every character of a SKU. */
    private static final String AFTER_SKUS = "\u007f";

    /** An index is always cheaper here; without statistics the planner would not know that. */
    private static final String USE_INDEXES = "SET LOCAL enable_seqscan = off";

    private static final String UNITS =
            """
            CROSS JOIN LATERAL (
                SELECT count(*) AS places,
                       coalesce(sum(n.supply - n.taken), 0)::bigint AS available,
                       coalesce(sum(n.on_hand), 0)::bigint AS on_hand,
                       coalesce(min(n.supply - n.taken), 0) AS lowest,
                       coalesce(max(n.supply - n.taken), 0) AS highest,
                       coalesce(bool_or(w.is_low), false) AS is_low
                FROM net_stock n
                JOIN locations l ON l.location = n.location
                    AND l.sells_online AND NOT l.is_closed
                LEFT JOIN low_stock w
                    ON w.sku = n.sku AND w.location = n.location AND w.is_low
                WHERE n.sku = s.sku COLLATE "default" AND %s
            ) u
            """;
    private static final String BY_SKU =
            """
            SELECT s.sku, s.name, s.category, u.* FROM (%s) s
            %s
            WHERE %s
            ORDER BY s.sku LIMIT ?
            """;
    private static final String STRETCH_OF_ITEMS =
            "SELECT * FROM item_search WHERE %s ORDER BY sku LIMIT %s";
    private static final String END_OF_STRETCH =
            "SELECT sku FROM item_search WHERE %s ORDER BY sku OFFSET %s LIMIT 1";

    /** Looks items up by their keys. A plain join with words would read all items. */
    private static final String STRETCH_OF_LOW_ITEMS =
            """
            SELECT low.sku, i.name, i.category, i.folded FROM (
                SELECT DISTINCT w.sku COLLATE "C" AS sku FROM low_stock w
                WHERE w.is_low AND %s ORDER BY 1 LIMIT %s
            ) low
            CROSS JOIN LATERAL (
                SELECT name, category, folded FROM item_search WHERE sku = low.sku OFFSET 0
            ) i
            """;

    private static final String END_OF_LOW_STRETCH =
            """
            SELECT DISTINCT w.sku COLLATE "C" AS sku FROM low_stock w
            WHERE w.is_low AND %s ORDER BY 1 OFFSET %s LIMIT 1
            """;
    private static final String SELECTION =
            """
            WITH selected AS MATERIALIZED (SELECT sku, name, category FROM item_search WHERE %s)
            SELECT * FROM selected ORDER BY sku
            """;
    private static final String SELECTION_SIZE =
            "SELECT count(*) FROM (SELECT FROM item_search WHERE %s LIMIT %s) selected";
    private static final String SORTED =
            """
            SELECT * FROM (
                SELECT s.sku, s.name, s.category, u.* FROM (%s) s
                %s
                WHERE %s
            ) found
            WHERE (? * available, sku COLLATE "C") > (?, ?)
            ORDER BY ? * available, sku COLLATE "C" LIMIT ?
            """;
    private static final String IN_STATE =
            """
            sku IN (SELECT n.sku COLLATE "C" FROM net_stock n JOIN locations l USING (location)
                    WHERE l.sells_online AND NOT l.is_closed AND %s GROUP BY n.sku HAVING %s)
            """;

    ItemSearch {
        hot = Set.copyOf(hot);
    }

    /**
     * Along which items a search walks, in the order of their SKUs.
     *
     * @param stretch selects items: of a condition on the SKU, and how many
     * @param end selects the last SKU of a full stretch
     * @param after the condition on the SKU
     */
    private record Walk(String stretch, String end, Function<String, Clause> after) {}

    /**
     * Items that were found, by SKU.
     *
     * @param items all that match up to {@code through}
     * @param through the SKU up to which items were looked at; empty if all were
     */
    private record Part(List<FoundItem> items, Optional<String> through) {
        /** The items of both parts, as far as both have looked. */
        Part and(Part other) {
            Map<String, FoundItem> bySku = new TreeMap<>();
            items.forEach(item -> bySku.put(item.sku(), item));
            other.items.forEach(item -> bySku.put(item.sku(), item));
            Optional<String> common =
                    Stream.of(through, other.through)
                            .flatMap(Optional::stream)
                            .min(String::compareTo);
            return new Part(
                    bySku.values().stream()
                            .filter(
                                    item ->
                                            common.isEmpty()
                                                    || item.sku().compareTo(common.get()) <= 0)
                            .toList(),
                    common);
        }
    }

    /**
     * Finds the page.
     *
     * @return empty if the selection is too large to be sorted
     */
    Optional<ItemPage> page() throws SQLException {
        sql.run(USE_INDEXES);
        if (query.sort() != ItemSort.SKU) {
            return sorted();
        }
        Part part =
                switch (query.state().orElse(null)) {
                    case HOT -> selected(query.from().sku());
                    case LOW -> low();
                    case SOLD_OUT, OVERSOLD -> named();
                    case null -> named();
                };
        if (part.items().size() > query.limit()) {
            List<FoundItem> items = part.items().subList(0, query.limit());
            return Optional.of(
                    new ItemPage(items, Optional.of(ItemPosition.after(items.getLast().sku()))));
        }
        return Optional.of(new ItemPage(part.items(), part.through().map(ItemPosition::after)));
    }

    /** Walks along the items that are low alone. */
    private Part low() throws SQLException {
        List<Clause> conditions = new ArrayList<>();
        query.words().map(words -> orPrefix(contains(words), words)).ifPresent(conditions::add);
        query.category().ifPresent(category -> conditions.add(Clause.of("category = ?", category)));
        var walk =
                new Walk(
                        STRETCH_OF_LOW_ITEMS,
                        END_OF_LOW_STRETCH,
                        after -> Clause.of("w.sku COLLATE \"C\" > ?", after));
        return walked(walk, conditions, 0);
    }

    private Part named() throws SQLException {
        if (query.words().isEmpty()) {
            return walked(along(List.of()), List.of(), 0);
        }
        SearchWords words = query.words().get();
        Part near = walked(along(List.of()), List.of(contains(words)), leastOfAStretch());
        Part part =
                near.through().isPresent() && near.items().size() <= query.limit()
                        ? beyond(near, near.through().get())
                        : near;
        return words.skuPrefix().isPresent()
                ? part.and(walked(along(List.of(prefix(words))), List.of(), 0))
                : part;
    }

    /**
     * How many items a stretch must find, so that walking on is faster than the index. The index
     * knows neither states nor locations, so it finds many items that do not match.
     */
    private int leastOfAStretch() {
        boolean leavesFew = query.state().isPresent() || query.location().isPresent();
        return leavesFew ? query.limit() / 5 + 1 : query.limit() + 1;
    }

    private Part beyond(Part near, String through) throws SQLException {
        Part far = bySku(selection(nameConditions(false), through));
        List<FoundItem> items = new ArrayList<>(near.items());
        items.addAll(far.items());
        return new Part(items, far.through());
    }

    private Part selected(String after) throws SQLException {
        List<Clause> conditions = new ArrayList<>(nameConditions(true));
        conditions.addAll(stateConditions());
        return bySku(selection(conditions, after));
    }

    private Part bySku(Clause candidates) throws SQLException {
        return part(items(candidates, List.of(), query.limit() + 1));
    }

    private Part part(List<FoundItem> items) {
        return new Part(
                items,
                items.size() > query.limit()
                        ? Optional.of(items.getLast().sku())
                        : Optional.empty());
    }

    private Walk along(List<Clause> range) {
        return new Walk(
                STRETCH_OF_ITEMS, END_OF_STRETCH, after -> Clause.all(inCategory(range, after)));
    }

    /**
     * Walks along items.
     *
     * @param conditions what to look for
     * @param least how many items each stretch must find on average to go on
     */
    private Part walked(Walk walk, List<Clause> conditions, int least) throws SQLException {
        long startedAt = System.nanoTime();
        List<FoundItem> items = new ArrayList<>();
        Optional<String> from = Optional.of(query.from().sku());
        for (int walked = 0; from.isPresent() && items.size() >= walked * least; walked++) {
            if (walked > 0 && System.nanoTime() - startedAt > WALK_TIME.toNanos()) {
                break;
            }
            Clause place = walk.after().apply(from.get());
            items.addAll(
                    items(
                            Clause.join(walk.stretch(), place, Clause.of("?", stretch)),
                            conditions,
                            query.limit() + 1 - items.size()));
            if (items.size() > query.limit()) {
                return part(items);
            }
            Clause end = Clause.join(walk.end(), place, Clause.of("?", stretch - 1));
            from = sql.first(end.sql(), row -> row.getString(1), end.parameters());
        }
        return new Part(items, from);
    }

    private List<FoundItem> items(Clause candidates, List<Clause> conditions, int limit)
            throws SQLException {
        List<Clause> all = new ArrayList<>(conditions);
        all.addAll(unitConditions());
        Clause statement = Clause.join(BY_SKU, candidates, units(), Clause.all(all));
        return sql.list(
                statement.sql(),
                row -> FoundItem.of(row, hot),
                Stream.concat(statement.values().stream(), Stream.of(limit)).toArray());
    }

    private Optional<ItemPage> sorted() throws SQLException {
        Optional<Clause> sortable = sortable();
        if (sortable.isEmpty()) {
            return Optional.empty();
        }
        Clause statement =
                Clause.join(
                        SORTED,
                        Clause.join(SELECTION, sortable.get()),
                        units(),
                        Clause.all(unitConditions()));
        int sign = query.sort().sign();
        List<Object> values = new ArrayList<>(statement.values());
        values.add(sign);
        values.add(query.from().available().map(units -> sign * units).orElse(Long.MIN_VALUE));
        values.add(query.from().sku());
        values.add(sign);
        values.add(query.limit() + 1);
        List<FoundItem> items =
                sql.list(statement.sql(), row -> FoundItem.of(row, hot), values.toArray());
        if (items.size() <= query.limit()) {
            return Optional.of(new ItemPage(items, Optional.empty()));
        }
        List<FoundItem> page = items.subList(0, query.limit());
        FoundItem last = page.getLast();
        return Optional.of(
                new ItemPage(
                        page,
                        Optional.of(new ItemPosition(Optional.of(last.available()), last.sku()))));
    }

    /**
     * A selection that is small enough to be sorted. To select what is sold out or oversold, the
     * units of all items are read, so that is done only if names and category select too many.
     */
    private Optional<Clause> sortable() throws SQLException {
        List<Clause> conditions = new ArrayList<>(nameConditions(true));
        Clause named = Clause.all(inCategory(conditions, ""));
        boolean isOfUnits =
                query.state()
                        .filter(Set.of(ItemState.SOLD_OUT, ItemState.OVERSOLD)::contains)
                        .isPresent();
        if (isOfUnits && !isTooLarge(named)) {
            return Optional.of(named);
        }
        conditions.addAll(stateConditions());
        Clause selection = Clause.all(inCategory(conditions, ""));
        return isTooLarge(selection) ? Optional.empty() : Optional.of(selection);
    }

    private boolean isTooLarge(Clause selection) throws SQLException {
        Clause size = Clause.join(SELECTION_SIZE, selection, Clause.of("?", sortedMax + 1));
        return sql.number(size.sql(), size.parameters()) > sortedMax;
    }

    private Clause selection(List<Clause> conditions, String after) {
        return Clause.join(SELECTION, Clause.all(inCategory(conditions, after)));
    }

    private List<Clause> inCategory(List<Clause> conditions, String after) {
        List<Clause> all = new ArrayList<>(conditions);
        all.add(Clause.of("sku > ?", after));
        query.category().ifPresent(category -> all.add(Clause.of("category = ?", category)));
        return all;
    }

    /** The words in the index, and, if asked for, the SKUs that begin with the only word. */
    private List<Clause> nameConditions(boolean withPrefix) {
        if (query.words().isEmpty()) {
            return List.of();
        }
        SearchWords words = query.words().get();
        Clause indexed =
                Clause.join(
                        "(grams @> %s AND %s)",
                        Clause.of("?", ColumnArrays.of(words.grams()).integer(gram -> gram)),
                        contains(words));
        return List.of(withPrefix ? orPrefix(indexed, words) : indexed);
    }

    private static Clause orPrefix(Clause condition, SearchWords words) {
        return words.skuPrefix().isPresent()
                ? Clause.join("(%s OR %s)", condition, prefix(words))
                : condition;
    }

    private static Clause contains(SearchWords words) {
        return Clause.of(
                "folded LIKE ALL (?)", ColumnArrays.of(words.patterns()).text(pattern -> pattern));
    }

    private static Clause prefix(SearchWords words) {
        String prefix = words.skuPrefix().orElseThrow();
        return Clause.of("(sku >= ? AND sku < ?)", prefix, prefix + AFTER_SKUS);
    }

    /** What the state says of the SKU itself. */
    private List<Clause> stateConditions() {
        return query.state().stream()
                .map(
                        state ->
                                switch (state) {
                                    case LOW ->
                                            Clause.of(
                                                    "sku = ANY (ARRAY(SELECT w.sku COLLATE \"C\""
                                                            + " FROM low_stock w WHERE w.is_low))");
                                    case HOT -> Clause.of("sku = ANY (?)", skus(hot));
                                    case SOLD_OUT -> inState("max(n.supply - n.taken) <= 0");
                                    case OVERSOLD -> inState("min(n.supply - n.taken) < 0");
                                })
                .toList();
    }

    private Clause inState(String having) {
        return Clause.join(IN_STATE, atLocation(), Clause.of(having));
    }

    /** What location and state say of the units. */
    private List<Clause> unitConditions() {
        List<Clause> conditions = new ArrayList<>();
        if (query.location().isPresent()) {
            conditions.add(Clause.of("u.places > 0"));
        }
        query.state()
                .map(
                        state ->
                                switch (state) {
                                    case LOW -> Clause.of("u.is_low");
                                    case HOT -> Clause.of("s.sku = ANY (?)", skus(hot));
                                    case SOLD_OUT -> Clause.of("u.places > 0 AND u.highest <= 0");
                                    case OVERSOLD -> Clause.of("u.lowest < 0");
                                })
                .ifPresent(conditions::add);
        return conditions;
    }

    private Clause units() {
        return Clause.join(UNITS, atLocation());
    }

    private Clause atLocation() {
        return query.location()
                .map(location -> Clause.of("n.location = ?", location.value()))
                .orElse(Clause.of("true"));
    }

    private static ColumnArrays<String> skus(Set<String> skus) {
        return ColumnArrays.of(skus).text(sku -> sku);
    }
}
