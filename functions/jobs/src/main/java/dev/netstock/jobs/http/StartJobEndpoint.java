package dev.netstock.jobs.http;

import dev.netstock.jobs.job.DynamoJobs;
import dev.netstock.jobs.job.Job;
import dev.netstock.jobs.job.JobKind;
import dev.netstock.jobs.job.JobQueue;
import dev.netstock.jobs.job.JobRequest;
import dev.netstock.jobs.job.Started;
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
 * {@code PUT /v1/jobs/{jobId}}: starts a job. Repeated, it returns the job, and sends the message
 * of its next step again, in case it was lost.
 *
 * @param projections those that can be rebuilt
 * @param queues those that can be replayed
 */
public record StartJobEndpoint(
        DynamoJobs jobs,
        JobQueue queue,
        Collection<String> projections,
        Collection<String> queues,
        InstantSource clock)
        implements Endpoint {
    private static final ProblemType DIFFERS =
            new ProblemType("job-differs", 409, "The job ID is in use");
    private static final ProblemType BUSY =
            new ProblemType("job-running", 409, "Another job is running");

    private record Start(String id, JobRequest request) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var start) -> answer(start, request.actor().title(), request.call());
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

    private Answer answer(Start start, String person, Call call) {
        if (start.request().kind() == JobKind.REPLAY
                && !queues.contains(start.request().target())) {
            return JobFormats.unknownQueue();
        }
        Instant now = clock.instant();
        Job job = Job.start(start.id(), start.request(), person, now);
        return switch (jobs.start(job, call)) {
            case Started.New _ -> {
                queue.send(job.id(), Duration.ZERO, call);
                yield Answer.of(201, "started", JobsJson.of(job, now));
            }
            case Started.Known(Job known) -> {
                if (!known.request().equals(start.request())) {
                    yield Problem.of(
                            DIFFERS, "A job with this ID does something else. Choose another ID.");
                }
                if (!known.state().isEnded()) {
                    queue.send(known.id(), Duration.ZERO, call);
                }
                yield Answer.of(200, "known", JobsJson.of(known, now));
            }
            case Started.Busy(String running) ->
                    Problem.of(
                            BUSY,
                            "Wait until the job in runningJobId has ended, or cancel it.",
                            json -> json.writeStringField("runningJobId", running));
        };
    }
}
