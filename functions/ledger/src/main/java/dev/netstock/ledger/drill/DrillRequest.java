package dev.netstock.ledger.drill;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request of the operator's command: {@code {"action", "netStock", "stockDeltas", "allowances",
 * "ledgerHost", "ledgerPort", "at", "cursor"}}.
 *
 * @param action the step of the drill
 * @param netStock the restored table of items
 * @param stockDeltas the restored table of deltas
 * @param allowances the restored table of allowances
 * @param ledgerHost the restored ledger
 * @param ledgerPort its port
 * @param at the moment of the restore
 * @param cursor where the step continues; empty at its beginning
 */
record DrillRequest(
        Action action,
        String netStock,
        String stockDeltas,
        String allowances,
        String ledgerHost,
        int ledgerPort,
        Instant at,
        Optional<String> cursor) {
    /** The part of a name that only copies have. */
    static final String MARK = "-drill-";

    /** The steps. */
    enum Action {
        /** Adds what the archive has and the copies lack. */
        REPLAY_ARCHIVE("replay-archive"),
        /** Adds what the table of deltas has and the copies lack. */
        REPLAY_TABLE("replay-table"),
        /** Compares the copies with each other, as reconcile does, and repairs what it finds. */
        REPAIR("repair"),
        /** Compares the copies with each other, as reconcile does. */
        RECONCILE("reconcile"),
        /** Finds steps that the ledger has and the copies lack. */
        MISSING_STEPS("missing-steps"),
        /** Finds items whose reserved units differ from those of the copies. */
        MISSING_UNITS("missing-units");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Decodes a request. */
    static Decoded<DrillRequest> decode(byte[] request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<DrillRequest> decoded =
                JsonReader.read(request, errors)
                        .flatMap(json -> JsonMembers.of(json, "", errors))
                        .flatMap(Formats::request);
        return errors.orElse(decoded::orElseThrow);
    }

    /** The formats of members. */
    private static final class Formats {
        private static final TextFormat<Action> ACTION =
                new TextFormat<>(
                        "Must be a step of the drill.",
                        text -> named(text).isPresent(),
                        text -> named(text).orElseThrow());

        /** The drill never writes to a table or database without the mark. */
        private static final TextFormat<String> COPY =
                new TextFormat<>(
                        "Must be the name of a copy.",
                        text -> text.length() <= 255 && text.contains(MARK),
                        Function.identity());

        private static final TextFormat<String> TEXT =
                new TextFormat<>(
                        "Must be text of up to 2,048 characters.",
                        text -> text.length() <= 2_048,
                        Function.identity());

        private static final TextFormat<Integer> PORT =
                new TextFormat<>(
                        "Must be a port.", text -> text.matches("[0-9]{1,5}"), Integer::valueOf);

        private Formats() {}

        private static Optional<Action> named(String text) {
            return Set.of(Action.values()).stream()
                    .filter(it -> it.text().equals(text))
                    .findFirst();
        }

        private static Optional<DrillRequest> request(JsonMembers body) {
            var action = body.required("action", ACTION);
            var netStock = body.required("netStock", COPY);
            var stockDeltas = body.required("stockDeltas", COPY);
            var allowances = body.required("allowances", COPY);
            var host = body.required("ledgerHost", TEXT);
            var port = body.required("ledgerPort", PORT);
            var at = body.required("at", TimeFormat.ANY);
            var cursor = body.optional("cursor", TEXT);
            body.refuseOthers();
            return action.isPresent()
                            && netStock.isPresent()
                            && stockDeltas.isPresent()
                            && allowances.isPresent()
                            && host.isPresent()
                            && port.isPresent()
                            && at.isPresent()
                    ? Optional.of(
                            new DrillRequest(
                                    action.get(),
                                    netStock.get(),
                                    stockDeltas.get(),
                                    allowances.get(),
                                    host.get(),
                                    port.get(),
                                    at.get(),
                                    cursor))
                    : Optional.empty();
        }
    }
}
