package dev.netstock.jobs.http;

import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code GET /v1/jobs/{jobId}}. */
public record ReadJobEndpoint(DynamoJobs jobs, InstantSource clock) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> id = JobFormats.jobId(request, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(id::orElseThrow)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var job) -> answer(job, request.call());
        };
    }

    private Answer answer(String id, Call call) {
        Instant now = clock.instant();
        return jobs.find(id, call)
                .map(
                        job ->
                                Answer.of(
                                        200,
                                        "read",
                                        JobsJson.of(job.at(now), jobs.movements(job, call), now)))
                .orElseGet(JobFormats::unknownJob);
    }
}
