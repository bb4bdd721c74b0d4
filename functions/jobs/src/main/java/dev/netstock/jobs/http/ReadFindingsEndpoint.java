package dev.netstock.jobs.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.jobs.job.FunctionAnswer;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/jobs/{jobId}/findings}: the report of a reconcile run, page by page.
 *
 * @param reports reads the report of a run; empty if there is none
 */
public record ReadFindingsEndpoint(DynamoJobs jobs, Reports reports) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final IntegerFormat CURSOR = new IntegerFormat(0, 10_000);
    private static final long DEFAULT = 50;
    private static final ProblemType NO_REPORT = new ProblemType("no-report", 404, "No report");

    /** Reads reports. */
    @FunctionalInterface
    public interface Reports {
        Optional<String> of(String run);
    }

    private record Page(String job, long from, long limit) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var page) -> answer(page, request.call());
        };
    }

    private static Decoded<Page> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> id = JobFormats.jobId(request, errors);
        Query query = request.query(errors);
        long limit = query.optional("limit", LIMIT).orElse(DEFAULT);
        long from = query.optional("cursor", CURSOR).orElse(0L);
        query.refuseOthers();
        return errors.orElse(() -> new Page(id.orElseThrow(), from, limit));
    }

    private Answer answer(Page page, Call call) {
        Optional<Job> job = jobs.find(page.job(), call);
        if (job.isEmpty()) {
            return JobFormats.unknownJob();
        }
        return job.filter(it -> JobsJson.hasFindings(it) && it.state() == JobState.DONE)
                .flatMap(it -> reports.of(it.progress().memo()))
                .map(report -> Answer.of(200, "read", json -> write(json, report, page)))
                .orElseGet(
                        () ->
                                Problem.of(
                                        NO_REPORT,
                                        "The job is no reconcile run, or has not finished, or its"
                                                + " report is no longer kept."));
    }

    private static void write(JsonGenerator json, String report, Page page) throws IOException {
        FunctionAnswer all = FunctionAnswer.of(report);
        json.writeStringField("run", all.text("run").orElse(""));
        json.writeBooleanField("repair", all.flag("repair"));
        json.writeNumberField("found", all.number("found"));
        json.writeNumberField("repaired", all.number("repaired"));
        List<Json> findings =
                all.members().get("findings") instanceof JsonArray(List<Json> elements)
                        ? elements
                        : List.of();
        int end = (int) Math.min(findings.size(), page.from() + page.limit());
        json.writeArrayFieldStart("findings");
        for (Json finding : findings.subList((int) Math.min(end, page.from()), end)) {
            JsonWriter.value(json, finding);
        }
        json.writeEndArray();
        if (end < findings.size()) {
            json.writeStringField("next", Integer.toString(end));
        }
    }
}
