package dev.netstock.infra.stage;

import dev.netstock.infra.function.NetStockFunction;

import java.util.EnumMap;
import java.util.Map;

/** How large the functions are, and how long they may take. */
final class FunctionSizes {
    private FunctionSizes() {}

    /**
     * All functions of a stage.
     *
     * @param memoryMib of each
     * @param netStock environments that are kept for a function, and the most it may have
     * @param ledger the same, of the functions that connect to the ledger
     */
    static Map<NetStockFunction, FunctionSettings> of(
            int memoryMib,
            Map<NetStockFunction, Integer> netStock,
            Map<NetStockFunction, Integer> ledger) {
        var reserved = new EnumMap<NetStockFunction, Integer>(NetStockFunction.class);
        reserved.putAll(netStock);
        reserved.putAll(ledger);
        var sizes = new EnumMap<NetStockFunction, FunctionSettings>(NetStockFunction.class);
        for (var function : NetStockFunction.values()) {
            sizes.put(
                    function,
                    new FunctionSettings(
                            memoryMib(function, memoryMib),
                            timeoutSeconds(function),
                            reserved.get(function)));
        }
        return sizes;
    }

    /** A file of any size goes through an import's memory as it comes: more would not help it. */
    private static int memoryMib(NetStockFunction function, int otherwise) {
        return function == NetStockFunction.FILE_IMPORT ? 1_024 : otherwise;
    }

    /**
     * The same in every stage: an order must be settled before the sweep looks after it, a queue
     * hides a message for little longer, and a rebuild waits for the consumers' last call. So what
     * a queue feeds ends within 30 seconds, for a message to return within a minute after a kill;
     * but for an import and a slice of a comparison, whose messages are kept by a heartbeat. What
     * reads the ledger for a caller may have to wait for a database that rests.
     */
    private static int timeoutSeconds(NetStockFunction function) {
        return switch (function) {
            case CHECKOUT, INQUIRY, SALES_INQUIRY, SETTINGS, MOVEMENTS, SALE_MODE -> 10;
            case EXPIRY, HISTORY, SALES, REPLENISHMENT, SHARDS -> 20;
            case EXPLANATION, IMPORTS -> 25;
            case DELTA_PUBLISHER, LEVEL_PUBLISHER, SWEEP -> 30;
            case HISTORY_REBUILD, SALES_REBUILD, REPLENISHMENT_REBUILD -> 60;
            case LEDGER_POSTING, SUPPLY_SYNC, SALE_MODE_STEPS -> 30;
            case MOVEMENT_INTAKE, RECONCILE_CONTROL -> 60;
            case MANUAL_SUPPLY -> 300;
            case LEDGER_MIGRATION, FILE_IMPORT, RECONCILE -> 900;
        };
    }
}
