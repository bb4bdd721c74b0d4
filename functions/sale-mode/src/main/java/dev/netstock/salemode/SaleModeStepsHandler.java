package dev.netstock.salemode;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.salemode.step.SaleModeWorkflow;

import java.util.Map;
import java.util.Optional;

/**
 * The function that runs the steps of a sale. Any message triggers it, and its schedule does each
 * minute. Thread-safe.
 */
public final class SaleModeStepsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** Called by Lambda; reads the environment. */
    public SaleModeStepsHandler() {
        this(StepsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private SaleModeStepsHandler(StepsConfig config, FailureTally failures) {
        this(config.workflow(failures), failures);
        Priming.register(_ -> config.table().read());
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener that {@code workflow} was created with
     */
    SaleModeStepsHandler(SaleModeWorkflow workflow, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "runSteps",
                        Optional::of,
                        (_, call) -> BatchResult.all(Map.of("Steps", (long) workflow.run(call))),
                        new Telemetry("sale-mode-steps", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
