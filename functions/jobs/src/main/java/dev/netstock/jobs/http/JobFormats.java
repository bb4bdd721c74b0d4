package dev.netstock.jobs.http;

import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms of requests about jobs. */
final class JobFormats {
    static final TextFormat<String> JOB_ID =
            new TextFormat<>(
                    "Must be a job ID of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    text -> text.matches("[A-Za-z0-9._-]{1,64}"),
                    Function.identity());

    private static final ProblemType UNKNOWN_JOB =
            new ProblemType("unknown-job", 404, "Unknown job");

    private static final ProblemType BUSY =
            new ProblemType("job-running", 409, "Another job is running");

    /** Movements start the other kind. */
    private static final TextFormat<JobKind> KIND =
            new TextFormat<>(
                    "Must be one of reconcile, rebuild, replay.",
                    text ->
                            Stream.of(JobKind.RECONCILE, JobKind.REBUILD, JobKind.REPLAY)
                                    .anyMatch(it -> it.text().equals(text)),
                    JobKind::parse);

    static final TextFormat<JobState> STATE =
            new TextFormat<>(
                    "Must be one of waiting, running, cancelling, done, failed, cancelled, refused,"
                            + " expired.",
                    text -> Arrays.stream(JobState.values()).anyMatch(it -> it.text().equals(text)),
                    JobState::parse);

    private JobFormats() {}

    static final TextFormat<String> QUEUE =
            new TextFormat<>(
                    "Must be the name of a queue of 1 to 64 lowercase ASCII letters or hyphens.",
                    text -> text.matches("[a-z-]{1,64}"),
                    Function.identity());

    private static final ProblemType UNKNOWN_QUEUE =
            new ProblemType("unknown-queue", 404, "Unknown queue");

    static Answer unknownQueue() {
        return Problem.of(
                UNKNOWN_QUEUE, "The stage has no queue of this name. See GET /v1/queues.");
    }

    static Answer busy(String running) {
        return Problem.of(
                BUSY,
                "Wait until the job in runningJobId has ended, or cancel it.",
                json -> json.writeStringField("runningJobId", running));
    }

    static Answer unknownJob() {
        return Problem.of(UNKNOWN_JOB, "No job has this ID, or it is older than 90 days.");
    }

    /** A path without a query. */
    static Optional<String> jobId(HttpRequest request, ValidationErrors errors) {
        return request.path("jobId", JOB_ID, errors);
    }

    /**
     * Reads what a job is to do.
     *
     * @param projections those of the stage
     */
    static Optional<JobRequest> request(JsonMembers body, Collection<String> projections) {
        Optional<JobRequest> request =
                body.required("kind", KIND)
                        .flatMap(
                                kind ->
                                        switch (kind) {
                                            case RECONCILE ->
                                                    Optional.of(
                                                            new JobRequest(
                                                                    kind,
                                                                    "",
                                                                    body.optional(
                                                                                    "repair",
                                                                                    new BooleanFormat())
                                                                            .orElse(false)));
                                            case REBUILD ->
                                                    body.required("projection", oneOf(projections))
                                                            .map(
                                                                    it ->
                                                                            new JobRequest(
                                                                                    kind, it,
                                                                                    false));
                                            case REPLAY ->
                                                    body.required("queue", QUEUE)
                                                            .map(
                                                                    it ->
                                                                            new JobRequest(
                                                                                    kind, it,
                                                                                    false));
                                            case ADJUST -> Optional.empty();
                                        });
        body.refuseOthers();
        return request;
    }

    private static TextFormat<String> oneOf(Collection<String> values) {
        return new TextFormat<>(
                "Must be one of %s."
                        .formatted(values.stream().sorted().collect(Collectors.joining(", "))),
                values::contains,
                Function.identity());
    }
}
