package dev.netstock.ledger.drill;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.rebuild.S3Archive;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The function of restore drills. The operator's command invokes it step by step. Thread-safe. */
public final class RestoreDrillHandler implements RequestStreamHandler {
    private final RestoreDrill drill;
    private final Telemetry telemetry;

    /** Called by Lambda. */
    public RestoreDrillHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private RestoreDrillHandler(Environment environment, FailureTally failures) {
        this(
                new RestoreDrill(
                        new RestoreDrill.Stage(
                                new DynamoTablePair(
                                        DynamoClients.create(),
                                        environment.required("NET_STOCK_TABLE"),
                                        environment.required("STOCK_DELTAS_TABLE"),
                                        DynamoNetStock.retries(failures)),
                                environment.required("LOCATIONS", Locations::parse),
                                LedgerConfig.of(environment),
                                LedgerDatabase.primed(environment)),
                        S3Archive.of(environment.required("ARCHIVE_BUCKET")),
                        config -> LedgerDatabase.withConnections(config, 1),
                        failures),
                failures);
    }

    RestoreDrillHandler(RestoreDrill drill, FailureTally failures) {
        this.drill = drill;
        this.telemetry = new Telemetry("restore-drill", failures);
    }

    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if it is malformed or names no copy; then nothing was
     *     changed
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] body = input.readAllBytes();
        String answer = telemetry.logged(context, () -> answer(body, context));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String answer(byte[] body, Context context) {
        long startedAt = System.nanoTime();
        DrillRequest request = DrillRequest.decode(body).orElseThrow();
        String answer = drill.answer(request, Calls.ofFunction(context));
        telemetry.report(
                new CallReport(
                        "restoreDrill",
                        request.action().text(),
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }
}
