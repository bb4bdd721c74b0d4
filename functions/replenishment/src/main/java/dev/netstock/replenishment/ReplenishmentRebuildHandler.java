package dev.netstock.replenishment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.projection.rebuild.RebuildFunction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that makes what replenishment watches anew, invoked directly. Thread-safe. */
public final class ReplenishmentRebuildHandler implements RequestStreamHandler {
    private final RebuildFunction function;

    /** As Lambda makes it, from the environment. */
    public ReplenishmentRebuildHandler() {
        this(RebuildConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ReplenishmentRebuildHandler(RebuildConfig config, FailureTally failures) {
        this(config.rebuilding(failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code rebuilding}
     */
    ReplenishmentRebuildHandler(RebuildFlow rebuilding, FailureTally failures) {
        function =
                new RebuildFunction(
                        "rebuildReplenishment",
                        rebuilding,
                        new Telemetry("replenishment-rebuild", failures));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.answer(input, output, context);
    }
}
