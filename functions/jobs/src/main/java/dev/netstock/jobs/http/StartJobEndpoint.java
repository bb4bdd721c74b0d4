package dev.netstock.jobs.http;

import dev.netstock.jobs.job.JobQueue;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.operations.job.JobState;
import dev.netstock.operations.job.Started;
import dev.netstock.platform.audit.Actor;
import dev.netstock.platform.call.Call;
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
import java.util.Collection;
import java.util.Optional;

/**
 * {@code PUT /v1/jobs/{jobId}}: starts a job, or asks for one that needs approval. Repeated, it
 * returns the job, and sends the message of its next step again, in case it was lost.
 *
 * @param projections those that can be rebuilt
 * @param queues those that can be replayed
 * @param approvals whether repairs need the approval of a second person
 */
public record StartJobEndpoint(
        DynamoJobs jobs,
        JobQueue queue,
        Collection<String> projections,
        Collection<String> queues,
        Optional<ApprovalRule> approvals,
        InstantSource clock)
        implements Endpoint {
    private static final ProblemType DIFFERS =
            new ProblemType("job-differs", 409, "The job ID is in use");

    private record Start(String id, JobRequest request) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var start) -> answer(start, request.actor(), request.call());
        };
    }

    private Decoded<Start> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> id = JobFormats.jobId(request, errors);
        request.refuseQuery(errors);
        Optional<JobRequest> job =
                request.body(errors).flatMap(body -> JobFormats.request(body, projections));
        return errors.orElse(() -> new Start(id.orElseThrow(), job.orElseThrow()));
    }

    private Answer answer(Start start, Actor actor, Call call) {
        if (start.request().kind() == JobKind.REPLAY
                && !queues.contains(start.request().target())) {
            return JobFormats.unknownQueue();
        }
        Instant now = clock.instant();
        return switch (start(start, actor, now, call)) {
            case Started.New(Job job) when job.state() == JobState.WAITING ->
                    Answer.of(202, "waiting", JobsJson.of(job, now));
            case Started.New(Job job) -> {
                queue.send(job.id(), Duration.ZERO, call);
                yield Answer.of(201, "started", JobsJson.of(job, now));
            }
            case Started.Known(Job known) -> {
                if (!known.request().equals(start.request())) {
                    yield Problem.of(
                            DIFFERS, "A job with this ID does something else. Choose another ID.");
                }
                if (known.state().isRunning()) {
                    queue.send(known.id(), Duration.ZERO, call);
                }
                yield Answer.of(200, "known", JobsJson.of(known.at(now), now));
            }
            case Started.Busy(String running) -> JobFormats.busy(running);
        };
    }

    private Started start(Start start, Actor actor, Instant now, Call call) {
        JobRequest request = start.request();
        return request.repair() && approvals.isPresent()
                ? jobs.ask(
                        Job.ask(start.id(), request, actor, now, approvals.get()),
                        Optional.empty(),
                        call)
                : jobs.start(Job.start(start.id(), request, actor.title(), now), call);
    }
}
