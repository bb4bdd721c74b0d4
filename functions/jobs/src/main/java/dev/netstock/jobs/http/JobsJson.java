package dev.netstock.jobs.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.messages.movement.MovementJson;
import dev.netstock.operations.job.Approval;
import dev.netstock.operations.job.HeldMovements;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.operations.job.Progress;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes jobs. */
final class JobsJson {
    private JobsJson() {}

    static JsonWriter.Part of(Job job, Instant now) {
        return json -> write(json, job, now);
    }

    /** With the movements that it records. */
    static JsonWriter.Part of(Job job, Optional<HeldMovements> held, Instant now) {
        return json -> {
            write(json, job, now);
            if (held.isPresent()) {
                json.writeStringField("source", held.get().source());
                JsonWriter.objects(
                        json,
                        "movements",
                        held.get().movements(),
                        (each, movement) -> MovementJson.data(movement).to(each));
            }
        };
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
        if (job.approval().isPresent()) {
            json.writeObjectFieldStart("approval");
            write(json, job.approval().get());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Approval approval) throws IOException {
        json.writeStringField("asker", approval.asker());
        json.writeStringField("expiresAt", Times.text(approval.expiresAt()));
        if (approval.decision().isPresent()) {
            json.writeStringField("decider", approval.decision().get().subject());
            json.writeStringField("decidedBy", approval.decision().get().by());
            json.writeStringField("decidedAt", Times.text(approval.decision().get().at()));
        }
    }

    private static void write(JsonGenerator json, JobRequest request) throws IOException {
        json.writeStringField("kind", request.kind().text());
        switch (request.kind()) {
            case RECONCILE -> json.writeBooleanField("repair", request.repair());
            case REBUILD -> json.writeStringField("projection", request.target());
            case REPLAY -> json.writeStringField("queue", request.target());
            case ADJUST -> json.writeNumberField("units", request.units());
        }
    }

    /** Whether the kind has reports. */
    static boolean hasFindings(Job job) {
        return job.request().kind() == JobKind.RECONCILE;
    }
}
