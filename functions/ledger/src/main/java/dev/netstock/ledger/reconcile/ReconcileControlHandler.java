package dev.netstock.ledger.reconcile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.operations.report.S3Reports;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Lets operators start and monitor reconcile. They invoke it directly. Thread-safe. */
public final class ReconcileControlHandler implements RequestStreamHandler {
    private final ReconcileControl control;
    private final Telemetry telemetry;

    /** Called by Lambda. */
    public ReconcileControlHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private ReconcileControlHandler(Environment environment, FailureTally failures) {
        this(
                new ReconcileControl(
                        LedgerDatabase.primed(environment),
                        SqsRunQueue.of(environment, failures),
                        S3Reports.of(environment.required("REPORTS_BUCKET"))),
                failures);
    }

    /**
     * @param failures the listener of the queue of {@code control}
     */
    ReconcileControlHandler(ReconcileControl control, FailureTally failures) {
        this.control = control;
        this.telemetry = new Telemetry("reconcile-control", failures);
    }

    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if it is malformed; then nothing was changed
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
        ControlRequest request = ControlRequest.decode(body).orElseThrow();
        String answer = control.answer(request, Calls.ofFunction(context));
        telemetry.report(
                new CallReport(
                        "controlReconcile",
                        request.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }
}
