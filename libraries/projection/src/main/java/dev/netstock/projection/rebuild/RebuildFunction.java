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
 * A function that rebuilds a projection, invoked directly: a step in, what came of it out.
 * Thread-safe.
 */
public final class RebuildFunction {
    private final String operation;
    private final RebuildFlow rebuilding;
    private final Telemetry telemetry;

    /**
     * @param operation what the function does, for the operators
     * @param rebuilding the rebuild
     * @param telemetry where the function reports
     */
    public RebuildFunction(String operation, RebuildFlow rebuilding, Telemetry telemetry) {
        this.operation = operation;
        this.rebuilding = rebuilding;
        this.telemetry = telemetry;
    }

    /**
     * Does one step.
     *
     * @throws RebuildRefusedException if the request is malformed, or it is not its turn; nothing
     *     was done
     */
    public void answer(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] body = input.readAllBytes();
        String answer = telemetry.logged(context, () -> answer(body, context));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String answer(byte[] body, Context context) {
        long startedAt = System.nanoTime();
        RebuildCommand command = command(body);
        RebuildAnswer answer = rebuilding.run(command, Calls.ofFunction(context));
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
            case Decoded.Invalid(var faults) -> throw new RebuildRefusedException(faults);
        };
    }

    private static Map<String, Long> counts(RebuildAnswer answer) {
        return switch (answer) {
            case RebuildAnswer.Replayed(long events, _) -> Map.of("Replayed", events);
            case RebuildAnswer.Retired(long rows, _) -> Map.of("Retired", rows);
            case RebuildAnswer.Begun _, RebuildAnswer.Switched _, RebuildAnswer.Standing _ ->
                    Map.of();
        };
    }
}
