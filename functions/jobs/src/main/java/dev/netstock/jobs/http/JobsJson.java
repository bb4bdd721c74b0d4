package dev.netstock.jobs.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.jobs.job.Job;
import dev.netstock.jobs.job.JobKind;
import dev.netstock.jobs.job.JobRequest;
import dev.netstock.jobs.job.Progress;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;

/** Writes jobs. */
final class JobsJson {
    private JobsJson() {}

    static JsonWriter.Part of(Job job, Instant now) {
        return json -> write(json, job, now);
    }

    static void write(JsonGenerator json, Job job, Instant now) throws IOException {
        Progress progress = job.progress();
        json.writeStringField("jobId", job.id());
        write(json, job.request());
        json.writeStringField("state", job.state().text());
        json.writeBooleanField("stopped", job.isStopped(now));
        if (!progress.phase().isEmpty()) {
            json.writeStringField("phase", progress.phase());
        }
        json.writeNumberField("done", progress.done());
        if (progress.total() > 0) {
            json.writeNumberField("total", progress.total());
        }
        json.writeNumberField("findings", progress.findings());
        if (!job.error().isEmpty()) {
            json.writeStringField("error", job.error());
        }
        json.writeStringField("startedBy", job.startedBy());
        json.writeStringField("startedAt", Times.text(job.startedAt()));
        json.writeStringField("updatedAt", Times.text(job.updatedAt()));
    }

    private static void write(JsonGenerator json, JobRequest request) throws IOException {
        json.writeStringField("kind", request.kind().text());
        switch (request.kind()) {
            case RECONCILE -> json.writeBooleanField("repair", request.repair());
            case REBUILD -> json.writeStringField("projection", request.target());
            case REPLAY -> json.writeStringField("queue", request.target());
        }
    }

    /** Whether the kind has reports. */
    static boolean hasFindings(Job job) {
        return job.request().kind() == JobKind.RECONCILE;
    }
}
