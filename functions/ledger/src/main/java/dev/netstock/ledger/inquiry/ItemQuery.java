package dev.netstock.ledger.inquiry;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/**
 * A query for a page of items.
 *
 * @param words what names must contain; empty for all items
 * @param location only items that this location has, and their units there; empty for all locations
 *     that sell online
 * @param limit the maximum of items, 1–100
 */
record ItemQuery(
        Optional<SearchWords> words,
        Optional<ItemState> state,
        Optional<String> category,
        Optional<Location> location,
        ItemSort sort,
        int limit,
        ItemPosition from) {
    static final int CATEGORY_MAX = 100;

    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 50;
    private static final TextFormat<ItemState> STATE =
            new TextFormat<>(
                    "Must be low, sold-out, oversold or hot.",
                    text -> ItemState.parse(text).isPresent(),
                    text -> ItemState.parse(text).orElseThrow());
    private static final TextFormat<ItemSort> SORT =
            new TextFormat<>(
                    "Must be sku, available or -available.",
                    text -> ItemSort.parse(text).isPresent(),
                    text -> ItemSort.parse(text).orElseThrow());
    private static final TextFormat<String> CATEGORY =
            new TextFormat<>(
                    "Must be a category of 1 to %d characters.".formatted(CATEGORY_MAX),
                    text ->
                            !text.isEmpty()
                                    && text.codePointCount(0, text.length()) <= CATEGORY_MAX,
                    text -> text);
    private static final TextFormat<ItemPosition> CURSOR = PageToken.format(ItemPosition::parse);

    static final String OTHER_SORT = "Must be a cursor from a response with the same sort.";
    static final String NOTHING_TO_SORT =
            "Only a selection can be sorted by units. Add query, category or state, or sort by"
                    + " sku.";

    static Decoded<ItemQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        Optional<SearchWords> words = query.optional("query", SearchWords.FORMAT);
        Optional<ItemState> state = query.optional("state", STATE);
        Optional<String> category = query.optional("category", CATEGORY);
        Optional<Location> location = query.optional("location", StockFormats.LOCATION);
        ItemSort sort = query.optional("sort", SORT).orElse(ItemSort.SKU);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        ItemPosition from = query.optional("cursor", CURSOR).orElse(ItemPosition.START);
        query.refuseOthers();
        boolean isSorted = sort != ItemSort.SKU;
        if (!from.equals(ItemPosition.START) && from.available().isPresent() != isSorted) {
            errors.add("query:/cursor", OTHER_SORT);
        }
        if (isSorted && words.isEmpty() && state.isEmpty() && category.isEmpty()) {
            errors.add("query:/sort", NOTHING_TO_SORT);
        }
        return errors.orElse(
                () -> new ItemQuery(words, state, category, location, sort, (int) limit, from));
    }
}
