package dev.netstock.salerules;

import dev.netstock.stock.Call;
import dev.netstock.stock.table.Operation;
import dev.netstock.stock.table.Retries;

/**
 * Reads which rules hold. Thread-safe.
 *
 * @param table where they stand
 * @param retries how to repeat
 */
public record ReadingSaleRules(SaleRulesTable table, Retries retries) {
    /**
     * The rules of this moment.
     *
     * @throws dev.netstock.stock.TryAgainException if the table did not answer within the call's
     *     deadline
     */
    public SaleRules current(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }
}
