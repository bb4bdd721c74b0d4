package dev.netstock.projection.rebuild;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.function.Calls;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.Telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A function that rebuilds a projection. It is invoked directly, with one step per call.
 * Thread-safe.
 */
public final class RebuildFunction {
    private final String operation;
    private final RebuildFlow flow;
    private final Telemetry telemetry;

    /**
     * @param operation the operation's name in metrics
     * @param flow the rebuild
     * @param telemetry receives the metrics
     */
    public RebuildFunction(String operation, RebuildFlow flow, Telemetry telemetry) {
        this.operation = operation;
        this.flow = flow;
        this.telemetry = telemetry;
    }

    /**
     * Runs one step.
     *
     * @throws RebuildRefusedException if the request is malformed or the step is not allowed now;
     *     nothing was changed
     */
    public void answer(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] body = input.readAllBytes();
        String answer = telemetry.logged(context, () -> answer(body, context));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String answer(byte[] body, Context context) {
        long startedAt = System.nanoTime();
        RebuildCommand command = command(body);
        RebuildAnswer answer = flow.run(command, Calls.ofFunction(context));
        telemetry.report(
                new CallReport(
                        operation,
                        command.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        counts(answer),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer.json();
    }

    private static RebuildCommand command(byte[] body) {
        return switch (RebuildRequest.decode(body)) {
            case Decoded.Valid(var command) -> command;
            case Decoded.Invalid(var errors) -> throw new RebuildRefusedException(errors);
        };
    }

    private static Map<String, Long> counts(RebuildAnswer answer) {
        return switch (answer) {
            case RebuildAnswer.Replayed(long events, _) -> Map.of("Replayed", events);
            case RebuildAnswer.Retired(long rows, _) -> Map.of("Retired", rows);
            case RebuildAnswer.Started _, RebuildAnswer.Switched _, RebuildAnswer.Status _ ->
                    Map.of();
        };
    }
}
