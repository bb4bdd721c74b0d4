package dev.netstock.sales;

import dev.netstock.projection.ReadingGenerations;
import dev.netstock.stock.table.Retries;

/**
 * What the functions work on.
 *
 * @param table the counters
 * @param generations of the sales
 * @param lanes where this environment counts
 * @param retries how to repeat
 */
record SalesTables(SalesTable table, ReadingGenerations generations, Lanes lanes, Retries retries) {
    RecordingSales recording() {
        return new RecordingSales(table, lanes, retries);
    }

    ReadingSales reading() {
        return new ReadingSales(table, generations, retries);
    }
}
