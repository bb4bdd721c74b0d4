package dev.netstock.jobs.http;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.jobs.queue.MessageSubject;
import dev.netstock.jobs.queue.StageQueues;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedMessage;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/queues/{queue}/dead-letters}: a look at what a consumer failed to process. */
public record ReadDeadLettersEndpoint(StageQueues queues) implements Endpoint {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 50);
    private static final long DEFAULT = 10;
    private static final int CAUSE_MAX = 500;
    private static final int RECORDS_SHOWN = 5;

    private record Look(String queue, long limit) {}

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<String> queue = request.path("queue", JobFormats.QUEUE, errors);
        Query query = request.query(errors);
        long limit = query.optional("limit", LIMIT).orElse(DEFAULT);
        query.refuseOthers();
        return switch (errors.orElse(() -> new Look(queue.orElseThrow(), limit))) {
            case Decoded.Invalid(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid(var look) ->
                    queues.named(look.queue())
                            .map(found -> answer(found, (int) look.limit()))
                            .orElseGet(JobFormats::unknownQueue);
        };
    }

    private static Answer answer(FailedBatch consumer, int limit) {
        List<FailedMessage> found = consumer.peek(limit);
        return Answer.of(
                200,
                "read",
                json -> {
                    json.writeStringField("queue", consumer.name());
                    JsonWriter.objects(json, "messages", found, ReadDeadLettersEndpoint::write);
                });
    }

    private static void write(JsonGenerator json, FailedMessage message) throws IOException {
        json.writeStringField("id", message.id());
        json.writeStringField("sentAt", Times.text(message.sentAt()));
        if (message.receives().isPresent()) {
            json.writeNumberField("receives", message.receives().get());
        }
        json.writeNumberField("records", message.bodies().size());
        json.writeArrayFieldStart("about");
        for (String body : message.bodies().stream().limit(RECORDS_SHOWN).toList()) {
            json.writeStartArray();
            for (Map.Entry<String, String> one : MessageSubject.of(body).entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", one.getKey());
                json.writeStringField("value", one.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("causes");
        for (String cause : message.causes()) {
            json.writeString(UntrustedText.sanitize(cause, CAUSE_MAX));
        }
        json.writeEndArray();
    }
}
