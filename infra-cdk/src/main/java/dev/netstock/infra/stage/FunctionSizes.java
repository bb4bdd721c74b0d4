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
     * @param reserved environments that are kept for a function, and the most it may have
     */
    static Map<NetStockFunction, FunctionSettings> of(
            int memoryMib, Map<NetStockFunction, Integer> reserved) {
        var sizes = new EnumMap<NetStockFunction, FunctionSettings>(NetStockFunction.class);
        for (var function : NetStockFunction.values()) {
            sizes.put(
                    function,
                    new FunctionSettings(
                            memoryMib, timeoutSeconds(function), reserved.get(function)));
        }
        return sizes;
    }

    /**
     * The same in every stage: an order must be settled before the sweep looks after it, a queue
     * hides a message for six times as long, and a rebuild waits for the consumers' last call.
     */
    private static int timeoutSeconds(NetStockFunction function) {
        return switch (function) {
            case CHECKOUT, INQUIRY, SALES_INQUIRY, SETTINGS -> 10;
            case EXPIRY, HISTORY, SALES, REPLENISHMENT -> 20;
            case DELTA_PUBLISHER, LEVEL_PUBLISHER, SWEEP -> 30;
            case HISTORY_REBUILD, SALES_REBUILD, REPLENISHMENT_REBUILD -> 60;
            case SUPPLY_APPLY -> 300;
        };
    }
}
