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
 * Movements that somebody sends who does not speak Kinesis. One that is not valid does not hold up
 * the others.
 *
 * @param accepted those that are valid
 * @param rejected those that are not, and why
 */
record MovementsRequest(List<Movement> accepted, List<Rejected> rejected) {
    static final int MOVEMENTS_MAX = 500;

    MovementsRequest {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /**
     * One that is not valid.
     *
     * @param index its place among those that were sent
     * @param errors all that is wrong with it; pointers begin at the body
     */
    record Rejected(int index, List<ValidationError> errors) {
        Rejected {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Reads a request. Movements that have one name and differ are faults of the request as a
     * whole: which of them is right, only the caller knows.
     */
    static Decoded<MovementsRequest> decode(HttpRequest request, BusinessDates dates) {
        ValidationErrors faults = new ValidationErrors();
        request.refuseQuery(faults);
        Optional<JsonMembers> body = request.batch(faults);
        Optional<String> source = body.flatMap(it -> it.required("source", MovementFormats.SOURCE));
        List<Json> movements =
                body.map(it -> it.requiredElements("movements", 1, MOVEMENTS_MAX))
                        .orElse(List.of());
        body.ifPresent(JsonMembers::refuseOthers);
        return switch (faults.orElse(source::orElseThrow)) {
            case Decoded.Invalid(List<ValidationError> errors) -> new Decoded.Invalid<>(errors);
            case Decoded.Valid(String valid) -> {
                MovementsRequest read = of(valid, movements, dates, faults);
                yield faults.orElse(() -> read);
            }
        };
    }

    private static MovementsRequest of(
            String source, List<Json> movements, BusinessDates dates, ValidationErrors faults) {
        Map<Movement.Name, Accepted> firsts = new HashMap<>();
        List<Movement> accepted = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int index = 0; index < movements.size(); index++) {
            switch (read(source, movements.get(index), pointer(index), dates)) {
                case Decoded.Valid(Movement movement) -> {
                    accepted.add(movement);
                    var one = new Accepted(index, movement);
                    Accepted first = firsts.computeIfAbsent(movement.name(), _ -> one);
                    if (!movement.agreesWith(first.movement())) {
                        refuse(first.index(), index, faults);
                        refuse(index, first.index(), faults);
                    }
                }
                case Decoded.Invalid(List<ValidationError> errors) ->
                        rejected.add(new Rejected(index, errors));
            }
        }
        return new MovementsRequest(accepted, rejected);
    }

    private static Decoded<Movement> read(
            String source, Json sent, String pointer, BusinessDates dates) {
        Decoded<Movement> read = MovementJson.readData(source, sent, pointer);
        return read instanceof Decoded.Valid<Movement>(Movement movement)
                        && !dates.includes(movement.businessDate())
                ? new Decoded.Invalid<>(
                        List.of(
                                new ValidationError(
                                        pointer + "/businessDate", BusinessDates.EXPECTATION)))
                : read;
    }

    private static void refuse(int index, int other, ValidationErrors faults) {
        faults.add(
                pointer(index),
                "%s has the same source, movementId and businessDate, but different contents."
                        .formatted(pointer(other)));
    }

    private static String pointer(int index) {
        return "/movements/" + index;
    }

    private record Accepted(int index, Movement movement) {}
}
