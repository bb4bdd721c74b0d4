package dev.netstock.infra.stage;

import dev.netstock.infra.function.NetStockFunction;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many environments the ledger's functions may have: each holds one connection, so this is what
 * keeps the database from running out of them.
 */
final class LedgerConcurrency {
    private LedgerConcurrency() {}

    /**
     * The functions that connect to the ledger.
     *
     * @param queues for each that a queue feeds with much
     * @param shards for the intake: the shards of its stream, times the batches of one side by side
     */
    static Map<NetStockFunction, Integer> of(int queues, int shards) {
        var reserved = new EnumMap<NetStockFunction, Integer>(NetStockFunction.class);
        reserved.put(NetStockFunction.LEDGER_MIGRATION, 1);
        reserved.put(NetStockFunction.LEDGER_POSTING, queues);
        reserved.put(NetStockFunction.SUPPLY_SYNC, 2);
        reserved.put(NetStockFunction.EXPLANATION, queues);
        reserved.put(NetStockFunction.MOVEMENT_INTAKE, shards);
        reserved.put(NetStockFunction.FILE_IMPORT, 2);
        reserved.put(NetStockFunction.IMPORTS, 2);
        reserved.put(NetStockFunction.RECONCILE, queues);
        reserved.put(NetStockFunction.RECONCILE_CONTROL, 2);
        return reserved;
    }
}
