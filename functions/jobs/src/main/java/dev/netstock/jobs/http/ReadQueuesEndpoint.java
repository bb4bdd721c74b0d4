package dev.netstock.jobs.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.jobs.queue.StageQueue;
import dev.netstock.jobs.queue.StageQueues;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** {@code GET /v1/queues}. */
public record ReadQueuesEndpoint(StageQueues queues, InstantSource clock) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(() -> true)) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var _) -> {
                List<StageQueue> all = queues.all();
                String asOf = Times.text(clock.instant());
                yield Answer.of(
                        200,
                        "read",
                        json -> {
                            JsonWriter.objects(json, "queues", all, ReadQueuesEndpoint::write);
                            json.writeStringField("asOf", asOf);
                        });
            }
        };
    }

    private static void write(JsonGenerator json, StageQueue queue) throws IOException {
        json.writeStringField("queue", queue.name());
        json.writeStringField("source", queue.depth().isPresent() ? "queue" : "stream");
        if (queue.depth().isPresent()) {
            json.writeNumberField("waiting", queue.depth().get().waiting());
            json.writeNumberField("inFlight", queue.depth().get().inFlight());
            json.writeNumberField("delayed", queue.depth().get().delayed());
        }
        if (queue.oldestSeconds().isPresent()) {
            json.writeNumberField("oldestSeconds", queue.oldestSeconds().get());
        }
        json.writeNumberField("failed", queue.failed());
    }
}
