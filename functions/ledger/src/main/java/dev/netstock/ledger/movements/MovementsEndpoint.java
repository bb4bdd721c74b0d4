package dev.netstock.ledger.movements;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.movements.MovementsRequest.Rejected;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;

/**
 * {@code POST /v1/movements}: publishes the valid movements to the stream.
 *
 * @param stream where movements are published
 * @param dates the business dates that are valid
 */
record MovementsEndpoint(MovementStream stream, BusinessDates dates) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (MovementsRequest.decode(request, dates)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(MovementsRequest decoded) -> {
                if (!decoded.accepted().isEmpty()) {
                    stream.put(decoded.accepted(), request.call());
                }
                yield Answer.of(202, "accepted", json -> members(json, decoded));
            }
        };
    }

    private static void members(JsonGenerator json, MovementsRequest request) throws IOException {
        json.writeNumberField("accepted", request.accepted().size());
        JsonWriter.objects(json, "rejected", request.rejected(), MovementsEndpoint::rejected);
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
