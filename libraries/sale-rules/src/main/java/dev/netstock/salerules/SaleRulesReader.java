package dev.netstock.salerules;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

/**
 * Reads the active rules. Thread-safe.
 *
 * @param table stores the rules
 * @param retries retries requests
 */
public record SaleRulesReader(DynamoSaleRules table, Retries retries) {
    /**
     * The current rules.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not respond within
     *     the call's deadline
     */
    public SaleRules current(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }
}
