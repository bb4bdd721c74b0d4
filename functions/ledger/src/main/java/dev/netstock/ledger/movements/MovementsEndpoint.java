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
 * {@code POST /v1/movements}.
 *
 * @param stream takes what is valid
 * @param dates the business dates that are valid
 */
record MovementsEndpoint(MovementStream stream, BusinessDates dates) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (MovementsRequest.decode(request, dates)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(MovementsRequest sent) -> {
                if (!sent.accepted().isEmpty()) {
                    stream.put(sent.accepted(), request.call());
                }
                yield Answer.of(202, "accepted", json -> members(json, sent));
            }
        };
    }

    private static void members(JsonGenerator json, MovementsRequest sent) throws IOException {
        json.writeNumberField("accepted", sent.accepted().size());
        JsonWriter.objects(json, "rejected", sent.rejected(), MovementsEndpoint::rejected);
    }

    private static void rejected(JsonGenerator json, Rejected one) throws IOException {
        json.writeNumberField("index", one.index());
        JsonWriter.objects(
                json,
                "errors",
                one.errors(),
                (each, fault) -> {
                    each.writeStringField("pointer", fault.pointer());
                    each.writeStringField("message", fault.message());
                });
    }
}
