package dev.netstock.jobs.http;

import dev.netstock.jobs.job.DynamoJobs;
import dev.netstock.jobs.job.Job;
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

/** {@code GET /v1/jobs}: the newest jobs. */
public record ReadJobsEndpoint(DynamoJobs jobs, InstantSource clock) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long DEFAULT = 20;

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        long limit = query.optional("limit", LIMIT).orElse(DEFAULT);
        query.refuseOthers();
        return switch (errors.orElse(() -> limit)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var most) -> {
                Instant now = clock.instant();
                List<Job> newest = jobs.all(request.call()).stream().limit(most).toList();
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
