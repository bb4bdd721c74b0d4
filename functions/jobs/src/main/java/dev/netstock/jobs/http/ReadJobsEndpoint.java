package dev.netstock.jobs.http;

import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/jobs}: the newest jobs, of all states or of one. */
public record ReadJobsEndpoint(DynamoJobs jobs, InstantSource clock) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long DEFAULT = 20;

    private record Search(Optional<JobState> state, long limit) {}

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        long limit = query.optional("limit", LIMIT).orElse(DEFAULT);
        Optional<JobState> state = query.optional("state", JobFormats.STATE);
        query.refuseOthers();
        return switch (errors.orElse(() -> new Search(state, limit))) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var search) -> {
                Instant now = clock.instant();
                List<Job> newest =
                        jobs.all(request.call()).stream()
                                .map(job -> job.at(now))
                                .filter(job -> search.state().map(job.state()::equals).orElse(true))
                                .limit(search.limit())
                                .toList();
                yield Answer.of(
                        200,
                        "read",
                        json -> {
                            JsonWriter.objects(
                                    json,
                                    "jobs",
                                    newest,
                                    (each, job) -> JobsJson.write(each, job, now));
                            json.writeStringField("asOf", Times.text(now));
                        });
            }
        };
    }
}
