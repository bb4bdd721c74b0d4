package dev.netstock.ledger.reconcile;

import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What the queue of reconcile says. */
sealed interface ReconcileMessage {
    /**
     * A run is to be opened, if none is open.
     *
     * @param repair whether it repairs; empty for what the function is configured for
     */
    record Start(Optional<Boolean> repair) implements ReconcileMessage {}

    /** A phase of a run is to begin, when its time has come. */
    record PhaseDue(String run, Phase phase) implements ReconcileMessage {}

    /** A slice is to be worked on. */
    record SliceDue(String run, WorkKind work, int number) implements ReconcileMessage {}

    /** Reads a body; empty if it is none of these. */
    static Optional<ReconcileMessage> decode(String body) {
        ValidationErrors faults = new ValidationErrors();
        return JsonReader.read(body, faults)
                .filter(_ -> faults.isEmpty())
                .flatMap(json -> JsonMembers.of(json, "", faults))
                .flatMap(Forms::message);
    }

    /** The JSON object. */
    default String json() {
        return JsonWriter.object(
                json -> {
                    switch (this) {
                        case Start(Optional<Boolean> repair) -> {
                            json.writeObjectFieldStart("start");
                            if (repair.isPresent()) {
                                json.writeBooleanField("repair", repair.get());
                            }
                        }
                        case PhaseDue(String run, Phase phase) -> {
                            json.writeObjectFieldStart("phase");
                            json.writeStringField("run", run);
                            json.writeStringField("name", phase.text());
                        }
                        case SliceDue(String run, WorkKind work, int number) -> {
                            json.writeObjectFieldStart("slice");
                            json.writeStringField("run", run);
                            json.writeStringField("work", work.text());
                            json.writeNumberField("number", number);
                        }
                    }
                    json.writeEndObject();
                });
    }

    /** The forms of members. */
    final class Forms {
        private static final TextFormat<String> RUN =
                new TextFormat<>(
                        "Must be the name of a run.", text -> !text.isBlank(), Function.identity());
        private static final TextFormat<Phase> PHASE =
                new TextFormat<>(
                        "Must be a phase.",
                        text ->
                                Arrays.stream(Phase.values())
                                        .anyMatch(phase -> phase.text().equals(text)),
                        Phase::parse);
        private static final TextFormat<WorkKind> WORK =
                new TextFormat<>(
                        "Must be a kind of work.",
                        text ->
                                Arrays.stream(WorkKind.values())
                                        .anyMatch(work -> work.text().equals(text)),
                        WorkKind::parse);
        private static final IntegerFormat NUMBER = new IntegerFormat(0, 9_999);
        private static final BooleanFormat REPAIR = new BooleanFormat();

        private Forms() {}

        private static Optional<ReconcileMessage> message(JsonMembers body) {
            return body.requiredObject("start")
                    .<ReconcileMessage>map(start -> new Start(start.optional("repair", REPAIR)))
                    .or(() -> body.requiredObject("phase").flatMap(Forms::phase))
                    .or(() -> body.requiredObject("slice").flatMap(Forms::slice));
        }

        private static Optional<ReconcileMessage> phase(JsonMembers phase) {
            return phase.required("run", RUN)
                    .flatMap(
                            run ->
                                    phase.required("name", PHASE)
                                            .map(name -> new PhaseDue(run, name)));
        }

        private static Optional<ReconcileMessage> slice(JsonMembers slice) {
            return slice.required("run", RUN)
                    .flatMap(
                            run ->
                                    slice.required("work", WORK)
                                            .flatMap(
                                                    work ->
                                                            slice.required("number", NUMBER)
                                                                    .map(
                                                                            number ->
                                                                                    new SliceDue(
                                                                                            run,
                                                                                            work,
                                                                                            number
                                                                                                    .intValue()))));
        }
    }
}
