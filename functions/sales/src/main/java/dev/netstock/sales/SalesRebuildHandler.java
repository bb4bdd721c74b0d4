package dev.netstock.sales;

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
import dev.netstock.sales.figures.SalesCodec;
import dev.netstock.sales.figures.SalesRecorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that counts sales anew, step by step, invoked directly. Thread-safe. */
public final class SalesRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** As Lambda makes it, from the environment. */
    public SalesRebuildHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private SalesRebuildHandler(Environment environment, FailureTally failures) {
        this(
                SalesConfig.of(environment),
                RebuildConfig.of(environment),
                Edges.of(DynamoClients.create(), RebuildConfig.of(environment).archive(), failures),
                failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code edges}
     */
    SalesRebuildHandler(
            SalesConfig config, RebuildConfig rebuild, Edges edges, FailureTally failures) {
        var rebuilding =
                rebuild.rebuilding(
                        SalesRecorder.NAME,
                        config.tables(edges.client(), edges.listener()).recording(),
                        SalesCodec.RETENTION,
                        new DynamoGenerationRows(
                                edges.client(), config.salesTable(), "series", "cell"),
                        edges);
        function =
                new RebuildFunction(
                        "rebuildSales", rebuilding, new Telemetry("sales-rebuild", failures));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
