package dev.netstock.replenishment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.projection.rebuild.RebuildFlow.Timing;
import dev.netstock.projection.rebuild.RebuildFunction;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.stock.dynamodb.DynamoLevels;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/** The function that rebuilds the watched items, invoked directly. Thread-safe. */
public final class ReplenishmentRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** Called by Lambda; reads the environment. */
    public ReplenishmentRebuildHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private ReplenishmentRebuildHandler(Environment environment, FailureTally failures) {
        this(rebuild(environment, failures), failures);
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener that {@code rebuild} was created with
     */
    ReplenishmentRebuildHandler(RebuildFlow rebuild, FailureTally failures) {
        function =
                new RebuildFunction(
                        "rebuildReplenishment",
                        rebuild,
                        new Telemetry("replenishment-rebuild", failures));
    }

    /**
     * The rebuild, from the environment.
     *
     * @param environment that of {@link ReplenishmentConfig}, {@code NET_STOCK_TABLE}, and {@code
     *     CONSUMER_TIMEOUT_SECONDS}: the timeout of the functions that write to the generations
     */
    static RebuildFlow rebuild(Environment environment, CallListener listener) {
        var config = ReplenishmentConfig.of(environment);
        String netStockTable = environment.required("NET_STOCK_TABLE");
        Duration consumerTimeout =
                environment.required(
                        "CONSUMER_TIMEOUT_SECONDS",
                        text -> Duration.ofSeconds(Integer.parseInt(text)));
        DynamoReplenishment tables = config.replenishment(listener);
        var levels = new DynamoLevels(DynamoClients.create(), netStockTable, listener);
        return tables.rebuild(
                tables.items(config.topic(listener), config.supplyChain(listener)),
                LevelSource.of(levels.shardTotals()),
                new Timing(consumerTimeout, Duration.ZERO, InstantSource.system(), Pause.SLEEP));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
