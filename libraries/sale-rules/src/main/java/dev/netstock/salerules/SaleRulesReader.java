package dev.netstock.salerules;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

/**
 * Reads which rules hold. Thread-safe.
 *
 * @param table where they stand
 * @param retries how to repeat
 */
public record SaleRulesReader(SaleRulesTable table, Retries retries) {
    /**
     * The rules of this moment.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline
     */
    public SaleRules current(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }
}
