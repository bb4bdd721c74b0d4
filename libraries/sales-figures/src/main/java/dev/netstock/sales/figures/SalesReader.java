package dev.netstock.sales.figures;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.GenerationReader;
import dev.netstock.sales.figures.Sales.Sold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads sales. Thread-safe.
 *
 * @param table stores the counters
 * @param generations reads the serving generation
 * @param retries retries requests
 */
public record SalesReader(DynamoSalesTable table, GenerationReader generations, Retries retries) {
    /**
     * A minute in which units were sold or returned.
     *
     * @param at when it starts
     * @param orders orders, minus those that were released or expired
     * @param units units sold, minus units returned
     * @param givenBack units returned
     */
    public record Minute(Instant at, long orders, long units, long givenBack) {}

    /**
     * Reads sales, adding up lanes and the locations of a SKU.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline
     */
    public Sales read(SalesQuery query, Call call) {
        int generation = generations.serving(call);
        SortedMap<Instant, Sold> minutes = new TreeMap<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            DynamoSalesTable.Page page =
                    retries.run(Operation.READ, () -> page(generation, query, from), call);
            page.rows().stream()
                    .filter(row -> query.matches(row.cell()))
                    .forEach(
                            row ->
                                    minutes.merge(
                                            row.cell().minute(), sold(row, query), Sold::plus));
            after = page.last();
        } while (after.isPresent());
        return new Sales(minutes);
    }

    /**
     * The minutes in which units were sold or returned, over all SKUs, in their order.
     *
     * @param from the first minute
     * @param to the end, exclusive
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline
     */
    public List<Minute> minutes(Instant from, Instant to, Call call) {
        var all = new SalesQuery(from, to, Optional.empty(), Optional.empty(), Optional.empty());
        return read(all, call).minutes().entrySet().stream()
                .map(
                        minute ->
                                new Minute(
                                        minute.getKey(),
                                        minute.getValue().orders(),
                                        minute.getValue().units(),
                                        minute.getValue().givenBack()))
                .toList();
    }

    private DynamoSalesTable.Page page(int generation, SalesQuery query, Optional<String> after) {
        return table.page(generation, query.series(), query.from(), query.to(), after);
    }

    /** Over all locations, an order counts once, from however many locations it takes a SKU. */
    private static Sold sold(DynamoSalesTable.Row row, SalesQuery query) {
        Amounts amounts = row.amounts();
        boolean isOfOneLocation = query.location().isPresent();
        return new Sold(
                isOfOneLocation ? amounts.orders() : amounts.ordersOnce(),
                amounts.units(),
                amounts.givenBack());
    }
}
