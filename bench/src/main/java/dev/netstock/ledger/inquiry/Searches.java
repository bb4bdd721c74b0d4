package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.Transactions;

import org.jspecify.annotations.NullMarked;

import java.util.Optional;
import java.util.Set;

/**
 * Searches, as the function makes them. It is in the function's package, which keeps its search
 * non-public.
 *
 * @param ledger the database
 */
@NullMarked
public record Searches(Transactions ledger) {
    private static final int LIMIT = 50;

    /**
     * Reads the first page of a search.
     *
     * @param words the words, separated by spaces
     * @param state a state of the API; empty for all items
     * @param after a SKU after which the page begins; empty for the first page
     * @return how many items it has
     */
    public int find(String words, String state, String after) {
        var query =
                new ItemQuery(
                        Optional.of(words).flatMap(SearchWords.FORMAT::parse),
                        ItemState.parse(state),
                        Optional.empty(),
                        Optional.empty(),
                        ItemSort.SKU,
                        LIMIT,
                        ItemPosition.after(after));
        return ledger.inTransaction(
                        sql ->
                                new ItemSearch(sql, query, Set.of(), ItemSearch.STRETCH)
                                        .page()
                                        .orElseThrow())
                .items()
                .size();
    }
}
