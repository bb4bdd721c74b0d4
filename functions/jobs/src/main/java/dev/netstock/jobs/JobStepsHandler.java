package dev.netstock.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.jobs.job.JobQueue;
import dev.netstock.jobs.job.JobRunner;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;
import java.util.Map;

/** The function that does the steps of jobs, one for each message. Thread-safe. */
public final class JobStepsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** Called by Lambda; reads the environment. */
    public JobStepsHandler() {
        this(new JobsConfig(Environment.ofFunction()), new FailureTally());
    }

    private JobStepsHandler(JobsConfig config, FailureTally failures) {
        this(
                new JobRunner(
                        config.jobs(failures),
                        config.works(failures),
                        config.jobQueue(failures),
                        InstantSource.system()),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener that {@code runner} was created with
     */
    JobStepsHandler(JobRunner runner, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "runJobStep",
                        JobQueue::read,
                        (messages, call) -> {
                            messages.forEach(message -> runner.run(message.body(), call));
                            return BatchResult.all(Map.of("Steps", (long) messages.size()));
                        },
                        new Telemetry("job-steps", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
