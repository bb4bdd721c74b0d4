package dev.netstock.ledger.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementFormats;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationError;
import dev.netstock.platform.json.ValidationErrors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to record movements. An invalid movement does not affect the others.
 *
 * @param accepted the valid movements
 * @param rejected the invalid movements and their errors
 */
record MovementsRequest(List<Movement> accepted, List<Rejected> rejected) {
    static final int MOVEMENTS_MAX = 500;

    MovementsRequest {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /**
     * An invalid movement.
     *
     * @param index its place in the request
     * @param errors all of its errors; pointers begin at the body
     */
    record Rejected(int index, List<ValidationError> errors) {
        Rejected {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Decodes a request. Movements that share a name and differ in their contents are errors of the
     * whole request, because only the caller knows which one is right.
     */
    static Decoded<MovementsRequest> decode(HttpRequest request, BusinessDates dates) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        String caller = request.actor().title();
        Optional<JsonMembers> body = request.batch(errors);
        Optional<String> source = body.flatMap(it -> it.required("source", MovementFormats.SOURCE));
        List<Json> movements =
                body.map(it -> it.requiredElements("movements", 1, MOVEMENTS_MAX))
                        .orElse(List.of());
        body.ifPresent(JsonMembers::refuseOthers);
        return switch (errors.orElse(source::orElseThrow)) {
            case Decoded.Invalid(List<ValidationError> found) -> new Decoded.Invalid<>(found);
            case Decoded.Valid(String validSource) -> {
                MovementsRequest decoded = of(validSource, caller, movements, dates, errors);
                yield errors.orElse(() -> decoded);
            }
        };
    }

    private static MovementsRequest of(
            String source,
            String caller,
            List<Json> movements,
            BusinessDates dates,
            ValidationErrors errors) {
        Map<Movement.Name, Accepted> firsts = new HashMap<>();
        List<Movement> accepted = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int index = 0; index < movements.size(); index++) {
            switch (decode(source, movements.get(index), pointer(index), dates)) {
                case Decoded.Valid(Movement decoded) -> {
                    Movement movement = decoded.recordedBy(caller);
                    accepted.add(movement);
                    var current = new Accepted(index, movement);
                    Accepted first = firsts.computeIfAbsent(movement.name(), _ -> current);
                    if (!movement.agreesWith(first.movement())) {
                        refuse(first.index(), index, errors);
                        refuse(index, first.index(), errors);
                    }
                }
                case Decoded.Invalid(List<ValidationError> found) ->
                        rejected.add(new Rejected(index, found));
            }
        }
        return new MovementsRequest(accepted, rejected);
    }

    private static Decoded<Movement> decode(
            String source, Json json, String pointer, BusinessDates dates) {
        Decoded<Movement> decoded = MovementJson.readData(source, json, pointer);
        return decoded instanceof Decoded.Valid<Movement>(Movement movement)
                        && !dates.includes(movement.businessDate())
                ? new Decoded.Invalid<>(
                        List.of(
                                new ValidationError(
                                        pointer + "/businessDate", BusinessDates.EXPECTATION)))
                : decoded;
    }

    private static void refuse(int index, int other, ValidationErrors errors) {
        errors.add(
                pointer(index),
                "%s has the same source, movementId and businessDate, but different contents."
                        .formatted(pointer(other)));
    }

    private static String pointer(int index) {
        return "/movements/" + index;
    }

    private record Accepted(int index, Movement movement) {}
}
