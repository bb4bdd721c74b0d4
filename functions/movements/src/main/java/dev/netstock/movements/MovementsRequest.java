package dev.netstock.movements;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementForms;
import dev.netstock.events.movement.MovementJson;
import dev.netstock.http.HttpRequest;
import dev.netstock.json.Decoded;
import dev.netstock.json.Fault;
import dev.netstock.json.Faults;
import dev.netstock.json.Json;
import dev.netstock.json.JsonMembers;

import java.util.ArrayList;
import java.util.List;
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
    record Rejected(int index, List<Fault> errors) {
        Rejected {
            errors = List.copyOf(errors);
        }
    }

    static Decoded<MovementsRequest> decode(HttpRequest request) {
        Faults faults = new Faults();
        request.refuseQuery(faults);
        Optional<JsonMembers> body = request.batch(faults);
        Optional<String> source = body.flatMap(it -> it.required("source", MovementForms.SOURCE));
        List<Json> movements =
                body.map(it -> it.requiredElements("movements", 1, MOVEMENTS_MAX))
                        .orElse(List.of());
        body.ifPresent(JsonMembers::refuseOthers);
        return faults.orElse(() -> of(source.orElseThrow(), movements));
    }

    private static MovementsRequest of(String source, List<Json> movements) {
        List<Movement> accepted = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int index = 0; index < movements.size(); index++) {
            Json sent = movements.get(index);
            switch (MovementJson.readData(source, sent, "/movements/" + index)) {
                case Decoded.Valid(Movement movement) -> accepted.add(movement);
                case Decoded.Invalid(List<Fault> errors) ->
                        rejected.add(new Rejected(index, errors));
            }
        }
        return new MovementsRequest(accepted, rejected);
    }
}
