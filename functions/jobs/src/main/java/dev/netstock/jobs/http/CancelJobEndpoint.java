package dev.netstock.jobs.http;

import dev.netstock.jobs.job.JobQueue;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code POST /v1/jobs/{jobId}/cancellation}: ends a job after its current step, or withdraws a
 * request that waits for approval. A job that has ended stays as it is.
 */
public record CancelJobEndpoint(DynamoJobs jobs, JobQueue queue, InstantSource clock)
        implements Endpoint {
    private static final ProblemType NOT_CANCELLABLE =
            new ProblemType("not-cancellable", 409, "The job cannot be cancelled");
    private static final int TRIES = 5;

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> id = JobFormats.jobId(request, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(id::orElseThrow)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var job) -> cancel(job, request.actor(), request.call());
        };
    }

    private Answer cancel(String id, Actor actor, Call call) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Job> found = jobs.find(id, call);
            if (found.isEmpty()) {
                return JobFormats.unknownJob();
            }
            Instant now = clock.instant();
            Job job = found.get().at(now);
            if (job.state().isEnded()) {
                return Answer.of(200, "ended", JobsJson.of(job, now));
            }
            if (job.state() == JobState.WAITING) {
                if (!job.isOf(actor)) {
                    return Problem.of(
                            NOT_CANCELLABLE,
                            "Only the one who asked for a job can withdraw the request. Others"
                                    + " refuse it.");
                }
                Job withdrawn = job.withdrawn(now);
                if (jobs.decide(withdrawn, call)) {
                    return Answer.of(200, "withdrawn", JobsJson.of(withdrawn, now));
                }
                continue;
            }
            if (!job.request().isCancellable()) {
                return Problem.of(
                        NOT_CANCELLABLE,
                        "A reconcile run, or the recording of movements, ends by itself. Wait until"
                                + " it has finished.");
            }
            Job cancelling = job.cancelling(now);
            if (jobs.replace(cancelling, call)) {
                queue.send(id, Duration.ZERO, call);
                return Answer.of(200, "cancelling", JobsJson.of(cancelling, now));
            }
        }
        throw new RetryLaterException("The job changes too often", Duration.ofSeconds(1));
    }
}
