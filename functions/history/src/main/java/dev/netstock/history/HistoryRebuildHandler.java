package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.rebuild.DynamoGenerationRows;
import dev.netstock.projection.rebuild.RebuildConfig;
import dev.netstock.projection.rebuild.RebuildConfig.Dependencies;
import dev.netstock.projection.rebuild.RebuildFunction;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.HistoryTable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that rebuilds the history, step by step. It is invoked directly. Thread-safe. */
public final class HistoryRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** Used by Lambda; reads the environment variables. */
    public HistoryRebuildHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private HistoryRebuildHandler(Environment environment, FailureTally failures) {
        this(
                HistoryConfig.of(environment),
                RebuildConfig.of(environment),
                Dependencies.of(
                        DynamoClients.create(), RebuildConfig.of(environment).archive(), failures),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code dependencies}
     */
    HistoryRebuildHandler(
            HistoryConfig config,
            RebuildConfig rebuild,
            Dependencies dependencies,
            FailureTally failures) {
        String table = config.stockHistoryTable();
        var history = new DynamoHistory(dependencies.client(), table, dependencies.listener());
        var flow =
                rebuild.flow(
                        HistoryProjection.NAME,
                        new HistoryProjection(history.recording()),
                        HistoryTable.RETENTION,
                        new DynamoGenerationRows(dependencies.client(), table, "sku", "entry"),
                        dependencies);
        function =
                new RebuildFunction(
                        "rebuildHistory", flow, new Telemetry("history-rebuild", failures));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
