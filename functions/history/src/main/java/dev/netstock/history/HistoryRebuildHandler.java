package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.aws.DynamoGenerationRows;
import dev.netstock.projection.aws.RebuildConfig;
import dev.netstock.projection.aws.RebuildConfig.Edges;
import dev.netstock.projection.rebuild.RebuildFunction;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.HistoryTable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that makes the history anew, step by step, invoked directly. Thread-safe. */
public final class HistoryRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** As Lambda makes it, from the environment. */
    public HistoryRebuildHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private HistoryRebuildHandler(Environment environment, FailureTally failures) {
        this(
                HistoryConfig.of(environment),
                RebuildConfig.of(environment),
                Edges.of(DynamoClients.create(), RebuildConfig.of(environment).archive(), failures),
                failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code edges}
     */
    HistoryRebuildHandler(
            HistoryConfig config, RebuildConfig rebuild, Edges edges, FailureTally failures) {
        String table = config.stockHistoryTable();
        var history = new DynamoHistory(edges.client(), table, edges.listener());
        var rebuilding =
                rebuild.rebuilding(
                        HistoryProjection.NAME,
                        new HistoryProjection(history.recording()),
                        HistoryTable.RETENTION,
                        new DynamoGenerationRows(edges.client(), table, "sku", "entry"),
                        edges);
        function =
                new RebuildFunction(
                        "rebuildHistory", rebuilding, new Telemetry("history-rebuild", failures));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
