package dev.netstock.salemode;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.salemode.step.SaleModeWorkflow;

import java.util.Optional;

/**
 * The function that walks a sale from step to step: woken by messages, whatever they say, and by
 * its schedule each minute. Thread-safe.
 */
public final class SaleModeStepsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** As Lambda makes it, from the environment. */
    public SaleModeStepsHandler() {
        this(StepsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private SaleModeStepsHandler(StepsConfig config, FailureTally failures) {
        this(config.walking(failures), failures);
        Priming.register(_ -> config.table().read());
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code walking}
     */
    SaleModeStepsHandler(SaleModeWorkflow walking, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "walkSteps",
                        Optional::of,
                        new StepsWork(walking),
                        new Telemetry("sale-mode-steps", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
