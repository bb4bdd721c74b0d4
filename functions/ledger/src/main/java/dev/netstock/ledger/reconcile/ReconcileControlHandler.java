package dev.netstock.ledger.reconcile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The function by which operators start and watch reconcile, invoked directly. Thread-safe. */
public final class ReconcileControlHandler implements RequestStreamHandler {
    private final ReconcileControl control;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public ReconcileControlHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private ReconcileControlHandler(Environment environment, FailureTally failures) {
        this(
                LedgerDatabase.of(LedgerConfig.of(environment)),
                environment.required("RECONCILE_QUEUE"),
                environment.required("REPORTS_BUCKET"),
                failures);
    }

    private ReconcileControlHandler(
            LedgerDatabase ledger, String queue, String bucket, FailureTally failures) {
        this(
                new ReconcileControl(
                        ledger,
                        new SqsRunQueue(MessagingClients.queue(queue, failures)),
                        ReconcileConfig.reports(bucket)),
                failures);
        Priming.register(_ -> ledger.prime());
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of the queue of {@code control}
     */
    ReconcileControlHandler(ReconcileControl control, FailureTally failures) {
        this.control = control;
        this.telemetry = new Telemetry("reconcile-control", failures);
    }

    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if it is malformed; nothing was done
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
        ControlRequest request = request(body);
        String answer = control.answer(request, Calls.ofFunction(context));
        telemetry.report(
                new CallReport(
                        "controlReconcile",
                        request.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        Map.of(),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    private static ControlRequest request(byte[] body) {
        return switch (ControlRequest.decode(body)) {
            case Decoded.Valid(var request) -> request;
            case Decoded.Invalid(var faults) -> throw new IllegalArgumentException(text(faults));
        };
    }

    private static String text(List<ValidationError> faults) {
        return faults.stream()
                .map(fault -> fault.pointer() + ": " + fault.message())
                .collect(
                        Collectors.joining(
                                "; ", "The request was not processed. Correct these errors: ", ""));
    }
}
