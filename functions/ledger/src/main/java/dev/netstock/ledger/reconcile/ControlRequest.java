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
 * A request of an operator: {@code {"action": "start" | "status" | "report", "repair": true, "run":
 * "…"}}.
 */
sealed interface ControlRequest {
    /** Starts a run, which changes nothing unless it repairs. */
    record Start(boolean repair) implements ControlRequest {}

    /** Requests the progress of the newest run. */
    record Status() implements ControlRequest {}

    /** Requests the report of a run; empty for the newest report. */
    record LastReport(Optional<String> run) implements ControlRequest {}

    /** Decodes a request. */
    static Decoded<ControlRequest> decode(byte[] request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<ControlRequest> decoded =
                JsonReader.read(request, errors)
                        .flatMap(json -> JsonMembers.of(json, "", errors))
                        .flatMap(Formats::request);
        return errors.orElse(decoded::orElseThrow);
    }

    /** The formats of members. */
    final class Formats {
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

        private Formats() {}

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
