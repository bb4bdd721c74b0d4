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

/** A message of the queue of reconcile. */
sealed interface ReconcileMessage {
    /**
     * Starts a run if none is open, and resumes the open one otherwise.
     *
     * @param repair whether the run repairs; empty for the configured default
     */
    record Start(Optional<Boolean> repair) implements ReconcileMessage {}

    /** Starts a phase of a run when it is due. */
    record PhaseDue(String run, Phase phase) implements ReconcileMessage {}

    /** Continues a slice. */
    record SliceDue(String run, WorkKind work, int number) implements ReconcileMessage {}

    /** Decodes a message; empty if it is none of these. */
    static Optional<ReconcileMessage> decode(String body) {
        ValidationErrors errors = new ValidationErrors();
        return JsonReader.read(body, errors)
                .filter(_ -> errors.isEmpty())
                .flatMap(json -> JsonMembers.of(json, "", errors))
                .flatMap(Formats::message);
    }

    /** Encodes the message. */
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

    /** The formats of members. */
    final class Formats {
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

        private Formats() {}

        private static Optional<ReconcileMessage> message(JsonMembers body) {
            return body.requiredObject("start")
                    .<ReconcileMessage>map(start -> new Start(start.optional("repair", REPAIR)))
                    .or(() -> body.requiredObject("phase").flatMap(Formats::phase))
                    .or(() -> body.requiredObject("slice").flatMap(Formats::slice));
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
