package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Report;
import dev.netstock.local.lambda.RuntimeSignal.Answers;
import dev.netstock.local.lambda.RuntimeSignal.AsksForNext;
import dev.netstock.local.lambda.RuntimeSignal.Exits;
import dev.netstock.local.lambda.RuntimeSignal.Fails;
import dev.netstock.local.lambda.RuntimeSignal.FailsToStart;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs one event in one execution environment, including the start of a new JVM, and writes
 * Lambda's log lines.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Execution
 *     environment life cycle</a>
 */
final class FunctionRun {
    /**
     * Lambda's limit of the init phase; after it, Lambda repeats the initialization within the
     * function's own timeout.
     */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    private static final Duration SNAP_START_INIT_LIMIT = Duration.ofSeconds(130);

    private final FunctionDefinition function;
    private final ExecutionEnvironment environment;
    private final FunctionEvent event;
    private Optional<Duration> init = Optional.empty();

    FunctionRun(
            FunctionDefinition function, ExecutionEnvironment environment, FunctionEvent event) {
        this.function = function;
        this.environment = environment;
        this.event = event;
    }

    /** Runs it to its result. The environment knows whether it can be reused. */
    Ran run() throws InterruptedException {
        Optional<RuntimeSignal> start = environment.isNew() ? start() : Optional.empty();
        line("START RequestId: " + event.requestId() + " Version: " + function.version());
        long began = System.nanoTime();
        Optional<RuntimeSignal> signal =
                start.isPresent() ? start : environment.run(event, function.timeout());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return report(outcome(signal), took);
    }

    /** Empty if the runtime is ready, else the result of the event. */
    private Optional<RuntimeSignal> start() throws InterruptedException {
        line("INIT_START Runtime Version: java:25");
        long began = System.nanoTime();
        RuntimeSignal signal = environment.start(initLimit()).orElse(null);
        init = Optional.of(Duration.ofNanos(System.nanoTime() - began));
        return switch (signal) {
            case AsksForNext _ -> Optional.empty();
            case null -> Optional.of(new Fails(timeout()));
            case Answers _, Fails _, FailsToStart _, Exits _ -> Optional.of(signal);
        };
    }

    private Duration initLimit() {
        return function.snapStart() ? SNAP_START_INIT_LIMIT : INIT_LIMIT.plus(function.timeout());
    }

    private Outcome outcome(Optional<RuntimeSignal> signal) {
        return switch (signal.orElse(null)) {
            case Answers(String payload) -> new Outcome(true, payload);
            case Fails(String payload) -> new Outcome(false, payload);
            case FailsToStart(String payload) -> new Outcome(false, payload);
            case Exits(int status) ->
                    new Outcome(false, FunctionError.exited(event.requestId(), status));
            case AsksForNext _ ->
                    throw new IllegalStateException("A runtime polled twice without a response");
            case null -> {
                environment.kill();
                yield new Outcome(false, timeout());
            }
        };
    }

    private record Outcome(boolean answered, String payload) {}

    private String timeout() {
        return FunctionError.timedOut(event.requestId(), function.timeout());
    }

    private Ran report(Outcome outcome, Duration took) {
        line(
                "END RequestId: %s\n%s%s%s"
                        .formatted(event.requestId(), reportStart(took), memory(), initDuration()));
        var report =
                new Report(
                        event.requestId(),
                        event.functionArn(),
                        function.version(),
                        environment.log().takeTail());
        return outcome.answered()
                ? new Answered(outcome.payload(), report)
                : new Failed(outcome.payload(), report);
    }

    private String reportStart(Duration took) {
        Duration billed = took.plus(init.orElse(Duration.ZERO)).plusNanos(999_999);
        return String.join(
                "\t",
                "REPORT RequestId: " + event.requestId(),
                "Duration: %s ms".formatted(millis(took)),
                "Billed Duration: %d ms".formatted(billed.toMillis()),
                "Memory Size: %d MB".formatted(function.memoryMb()));
    }

    private String memory() {
        return environment.memory().peakMb().map("\tMax Memory Used: %d MB"::formatted).orElse("");
    }

    private String initDuration() {
        return init.map(took -> "\tInit Duration: %s ms".formatted(millis(took))).orElse("");
    }

    private void line(String text) {
        environment.log().line(text);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }
}
