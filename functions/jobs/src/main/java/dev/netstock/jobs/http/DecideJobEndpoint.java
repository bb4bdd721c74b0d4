package dev.netstock.jobs.http;

import dev.netstock.jobs.job.JobQueue;
import dev.netstock.operations.job.Approval;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.HeldMovements;
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
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /v1/jobs/{jobId}/approval} and {@code …/refusal}: the decision of a second person
 * about a job that waits. Repeated by the same person, each returns the job.
 *
 * @param approves whether it approves the job
 */
public record DecideJobEndpoint(
        DynamoJobs jobs, JobQueue queue, InstantSource clock, boolean approves)
        implements Endpoint {
    private static final ProblemType OWN =
            new ProblemType("own-request", 409, "Another person has to decide");
    private static final ProblemType NOT_WAITING =
            new ProblemType("not-waiting", 409, "The job does not wait for approval");
    private static final int TRIES = 5;

    /** Longer than the function runs, so that the decision is stored by then, or never. */
    private static final Duration AFTER_THE_CALL = Duration.ofSeconds(60);

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> id = JobFormats.jobId(request, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(id::orElseThrow)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var job) -> decide(job, request.actor(), request.call());
        };
    }

    private Answer decide(String id, Actor actor, Call call) {
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = clock.instant();
            Optional<Job> found = jobs.find(id, call).map(it -> it.at(now));
            if (found.isEmpty()) {
                return JobFormats.unknownJob();
            }
            Job job = found.get();
            if (job.isOf(actor)) {
                return Problem.of(
                        OWN,
                        "The one who asked for a job cannot decide about it, but can withdraw the"
                                + " request.");
            }
            if (job.state() != JobState.WAITING) {
                return decided(job, actor, now, call);
            }
            Job next = job.decided(approves, actor, now);
            if (approves ? isApproved(next, call) : jobs.decide(next, call)) {
                return answer(next, now, call);
            }
            if (approves) {
                Optional<String> running = jobs.running(job.request(), call);
                if (running.filter(it -> !it.equals(id)).isPresent()) {
                    return JobFormats.busy(running.get());
                }
            }
        }
        throw new RetryLaterException("The job changes too often", Duration.ofSeconds(1));
    }

    /**
     * First sends a message that arrives after this call: if the function is killed once the
     * approval is stored, that message starts the job.
     */
    private boolean isApproved(Job next, Call call) {
        queue.send(next.id(), AFTER_THE_CALL, call);
        boolean isStored = jobs.approve(next, call);
        if (isStored) {
            queue.send(next.id(), Duration.ZERO, call);
        }
        return isStored;
    }

    private Answer decided(Job job, Actor actor, Instant now, Call call) {
        boolean isSame =
                job.approval()
                                .flatMap(Approval::decision)
                                .filter(it -> it.subject().equals(actor.subject()))
                                .isPresent()
                        && approves == (job.state() != JobState.REFUSED);
        if (isSame && job.state().isRunning()) {
            queue.send(job.id(), Duration.ZERO, call);
        }
        return isSame
                ? answer(job, now, call)
                : Problem.of(
                        NOT_WAITING,
                        "The job needs no approval, or the request was decided about, withdrawn or"
                                + " has expired. See state.",
                        json -> json.writeStringField("state", job.state().text()));
    }

    /** The audit log also names the SKUs. */
    private Answer answer(Job job, Instant now, Call call) {
        List<String> skus =
                jobs.movements(job, call).map(HeldMovements::skus).orElse(List.of()).stream()
                        .limit(HeldMovements.AUDITED_MAX)
                        .toList();
        return Answer.of(200, approves ? "approved" : "refused", JobsJson.of(job, now))
                .recording(skus, JobsJson.of(job, now));
    }
}
