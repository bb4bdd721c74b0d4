package dev.netstock.sales;

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
import dev.netstock.sales.figures.SalesCodec;
import dev.netstock.sales.figures.SalesRecorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that rebuilds sales, step by step. It is invoked directly. Thread-safe. */
public final class SalesRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** Used by Lambda; reads the environment variables. */
    public SalesRebuildHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private SalesRebuildHandler(Environment environment, FailureTally failures) {
        this(
                SalesConfig.of(environment),
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
    SalesRebuildHandler(
            SalesConfig config,
            RebuildConfig rebuild,
            Dependencies dependencies,
            FailureTally failures) {
        var flow =
                rebuild.flow(
                        SalesRecorder.NAME,
                        config.tables(dependencies.client(), dependencies.listener()).recorder(),
                        SalesCodec.RETENTION,
                        new DynamoGenerationRows(
                                dependencies.client(), config.salesTable(), "series", "cell"),
                        dependencies);
        function =
                new RebuildFunction("rebuildSales", flow, new Telemetry("sales-rebuild", failures));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
