package dev.netstock.ledger;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.explanation.ExplanationEndpoint;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.dynamodb.DynamoLevels;

/**
 * What the explanation function is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param netStockTable {@code NET_STOCK_TABLE}
 */
record ExplanationConfig(LedgerConfig ledger, String netStockTable) {
    static ExplanationConfig of(Environment environment) {
        return new ExplanationConfig(
                LedgerConfig.of(environment), environment.required("NET_STOCK_TABLE"));
    }

    /** The endpoint over a client of the environment. */
    ExplanationEndpoint endpoint(Transactions database, CallListener listener) {
        return new ExplanationEndpoint(
                database,
                new DynamoLevels(DynamoClients.create(), netStockTable, listener).summingShards());
    }
}
