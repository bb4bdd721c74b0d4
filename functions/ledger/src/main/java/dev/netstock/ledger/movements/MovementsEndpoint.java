package dev.netstock.ledger.movements;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.ledger.movements.MovementsRequest.Rejected;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.util.List;

/**
 * {@code POST /v1/movements}: publishes the valid movements to the stream.
 *
 * @param stream where movements are published
 * @param dates the business dates that are valid
 */
record MovementsEndpoint(MovementStream stream, BusinessDates dates) implements Endpoint {
    private static final int RECORDED_MAX = 20;

    @Override
    public Answer answer(HttpRequest request) {
        return switch (MovementsRequest.decode(request, dates)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(MovementsRequest decoded) -> {
                if (!decoded.accepted().isEmpty()) {
                    stream.put(decoded.accepted(), request.call());
                }
                yield Answer.of(202, "accepted", json -> members(json, decoded))
                        .recording(targets(decoded), json -> recorded(json, decoded));
            }
        };
    }

    private static void members(JsonGenerator json, MovementsRequest request) throws IOException {
        json.writeNumberField("accepted", request.accepted().size());
        JsonWriter.objects(json, "rejected", request.rejected(), MovementsEndpoint::rejected);
    }

    /** The SKUs, of which the audit log keeps the first ones. */
    private static List<String> targets(MovementsRequest request) {
        return request.accepted().stream()
                .map(Movement::sku)
                .distinct()
                .limit(RECORDED_MAX)
                .toList();
    }

    /** The ledger has all movements; the audit log shows the first ones, and how many there are. */
    private static void recorded(JsonGenerator json, MovementsRequest request) throws IOException {
        json.writeNumberField("accepted", request.accepted().size());
        json.writeNumberField("rejected", request.rejected().size());
        json.writeArrayFieldStart("movements");
        for (Movement movement :
                request.accepted().subList(0, Math.min(RECORDED_MAX, request.accepted().size()))) {
            json.writeStartObject();
            json.writeStringField("source", movement.source());
            MovementJson.data(movement).to(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rejected(JsonGenerator json, Rejected movement) throws IOException {
        json.writeNumberField("index", movement.index());
        JsonWriter.objects(
                json,
                "errors",
                movement.errors(),
                (each, error) -> {
                    each.writeStringField("pointer", error.pointer());
                    each.writeStringField("message", error.message());
                });
    }
}
