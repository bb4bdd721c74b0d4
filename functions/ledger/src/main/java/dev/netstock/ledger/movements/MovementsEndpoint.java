package dev.netstock.ledger.movements;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.ledger.movements.Approvals.Held;
import dev.netstock.ledger.movements.MovementsRequest.Rejected;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.messages.movement.MovementStream;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code POST /v1/movements}: publishes the valid movements to the stream, except for those that
 * need the approval of a second person.
 *
 * @param stream where movements are published
 * @param dates the business dates that are valid
 * @param approvals holds what needs approval; empty if nothing does
 */
record MovementsEndpoint(MovementStream stream, BusinessDates dates, Optional<Approvals> approvals)
        implements Endpoint {
    private static final int RECORDED_MAX = 20;

    @Override
    public Answer answer(HttpRequest request) {
        return switch (MovementsRequest.decode(request, dates)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(MovementsRequest decoded) -> {
                Optional<Held> held =
                        approvals.flatMap(
                                it -> it.hold(decoded.accepted(), request.actor(), request.call()));
                List<Movement> published = published(decoded, held);
                if (!published.isEmpty()) {
                    stream.put(published, request.call());
                }
                yield Answer.of(
                                202,
                                held.isPresent() ? "held" : "accepted",
                                json -> members(json, decoded, published, held))
                        .recording(
                                targets(decoded, held),
                                json -> recorded(json, decoded, published, held));
            }
        };
    }

    private static List<Movement> published(MovementsRequest request, Optional<Held> held) {
        Set<Movement> waiting = held.map(it -> Set.copyOf(it.movements())).orElse(Set.of());
        return request.accepted().stream().filter(it -> !waiting.contains(it)).toList();
    }

    private static void members(
            JsonGenerator json,
            MovementsRequest request,
            List<Movement> published,
            Optional<Held> held)
            throws IOException {
        json.writeNumberField("accepted", published.size());
        JsonWriter.objects(json, "rejected", request.rejected(), MovementsEndpoint::rejected);
        if (held.isPresent()) {
            write(json, held.get());
        }
    }

    private static void write(JsonGenerator json, Held held) throws IOException {
        json.writeObjectFieldStart("held");
        json.writeStringField("jobId", held.job().id());
        json.writeNumberField("movements", held.movements().size());
        json.writeStringField("state", held.job().state().text());
        if (held.job().approval().isPresent()) {
            json.writeStringField("expiresAt", Times.text(held.job().approval().get().expiresAt()));
        }
        json.writeEndObject();
    }

    /** The job that waits, and the SKUs, of which the audit log keeps the first ones. */
    private static List<String> targets(MovementsRequest request, Optional<Held> held) {
        return Stream.concat(
                        held.map(it -> it.job().id()).stream(),
                        request.accepted().stream()
                                .map(Movement::sku)
                                .distinct()
                                .limit(RECORDED_MAX))
                .toList();
    }

    /** The ledger has all movements; the audit log shows the first ones, and how many there are. */
    private static void recorded(
            JsonGenerator json,
            MovementsRequest request,
            List<Movement> published,
            Optional<Held> held)
            throws IOException {
        json.writeNumberField("accepted", published.size());
        json.writeNumberField("rejected", request.rejected().size());
        if (held.isPresent()) {
            write(json, held.get());
        }
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
