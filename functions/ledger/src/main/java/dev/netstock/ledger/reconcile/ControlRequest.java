package dev.netstock.ledger.reconcile;

import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operator asks for: {@code {"action": "start" | "status" | "report", "repair": true,
 * "run": "…"}}.
 */
sealed interface ControlRequest {
    /** A run is to be opened; it changes nothing unless it is to repair. */
    record Start(boolean repair) implements ControlRequest {}

    /** How far the newest run is. */
    record Status() implements ControlRequest {}

    /** The report of a run; empty for the newest that has one. */
    record LastReport(Optional<String> run) implements ControlRequest {}

    /** Decodes a request, or says what is wrong with it. */
    static Decoded<ControlRequest> decode(byte[] request) {
        ValidationErrors faults = new ValidationErrors();
        Optional<ControlRequest> decoded =
                JsonReader.read(request, faults)
                        .flatMap(json -> JsonMembers.of(json, "", faults))
                        .flatMap(Forms::request);
        return faults.orElse(decoded::orElseThrow);
    }

    /** The forms of members. */
    final class Forms {
        private static final Set<String> ACTIONS = Set.of("start", "status", "report");
        private static final TextFormat<String> ACTION =
                new TextFormat<>(
                        "Must be one of start, status, report.",
                        ACTIONS::contains,
                        Function.identity());
        private static final TextFormat<String> RUN =
                new TextFormat<>(
                        "Must be the name of a run.",
                        text -> text.matches("[0-9TZ-]{1,64}"),
                        Function.identity());

        private Forms() {}

        private static Optional<ControlRequest> request(JsonMembers body) {
            Optional<ControlRequest> request =
                    body.required("action", ACTION).map(action -> request(action, body));
            body.refuseOthers();
            return request;
        }

        private static ControlRequest request(String action, JsonMembers body) {
            return switch (action) {
                case "start" ->
                        new Start(body.optional("repair", new BooleanFormat()).orElse(false));
                case "report" -> new LastReport(body.optional("run", RUN));
                default -> new Status();
            };
        }
    }
}
