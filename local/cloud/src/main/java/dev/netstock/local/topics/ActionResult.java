package dev.netstock.local.topics;

import dev.netstock.local.http.Xml;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The result of an action. */
sealed interface ActionResult {
    /** The action succeeded, with an optional result. */
    record Done(Optional<Consumer<Xml>> result) implements ActionResult {}

    /** The action was rejected. */
    record Refused(SnsError refusal) implements ActionResult {}

    static ActionResult done() {
        return new Done(Optional.empty());
    }

    static ActionResult done(Consumer<Xml> result) {
        return new Done(Optional.of(result));
    }

    static ActionResult refused(SnsError refusal) {
        return new Refused(refusal);
    }

    static <T> ActionResult of(Validated<T> requested, Function<T, ActionResult> action) {
        return switch (requested) {
            case Validated.Valid<T>(T value) -> action.apply(value);
            case Validated.Refused<T>(SnsError refusal) -> new Refused(refusal);
        };
    }

    /** A map in the format of the Query protocol. */
    static ActionResult attributes(Map<String, String> attributes) {
        return done(
                xml ->
                        xml.element(
                                "Attributes",
                                map ->
                                        attributes.forEach(
                                                (key, value) ->
                                                        map.element(
                                                                "entry",
                                                                it ->
                                                                        it.text("key", key)
                                                                                .text(
                                                                                        "value",
                                                                                        value)))));
    }
}
