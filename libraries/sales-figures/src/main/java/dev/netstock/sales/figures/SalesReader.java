package dev.netstock.sales.figures;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.GenerationReader;
import dev.netstock.sales.figures.Sales.Sold;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads sales. Thread-safe.
 *
 * @param table the counters
 * @param generations which generation is read
 * @param retries how to repeat
 */
public record SalesReader(SalesTable table, GenerationReader generations, Retries retries) {
    /**
     * Adds up the lanes, and a SKU's places.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline
     */
    public Sales read(SalesQuestion asked, Call call) {
        int generation = generations.serving(call);
        SortedMap<Instant, Sold> minutes = new TreeMap<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            SalesTable.Page page =
                    retries.run(Operation.READ, () -> page(generation, asked, from), call);
            page.rows().stream()
                    .filter(row -> asked.asksFor(row.cell()))
                    .forEach(
                            row ->
                                    minutes.merge(
                                            row.cell().minute(), sold(row, asked), Sold::plus));
            after = page.last();
        } while (after.isPresent());
        return new Sales(minutes);
    }

    private SalesTable.Page page(int generation, SalesQuestion asked, Optional<String> after) {
        return table.page(generation, asked.series(), asked.from(), asked.to(), after);
    }

    /** Over all locations an order counts once, wherever it takes a SKU from. */
    private static Sold sold(SalesTable.Row row, SalesQuestion asked) {
        Amounts amounts = row.amounts();
        boolean isOfOneLocation = asked.location().isPresent();
        return new Sold(
                isOfOneLocation ? amounts.orders() : amounts.ordersOnce(),
                amounts.units(),
                amounts.givenBack());
    }
}
