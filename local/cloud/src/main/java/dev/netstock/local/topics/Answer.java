package dev.netstock.local.topics;

import dev.netstock.local.http.Xml;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an action answers. */
sealed interface Answer {
    /** It was done; some actions have nothing to say beyond that. */
    record Done(Optional<Consumer<Xml>> result) implements Answer {}

    /** It was not. */
    record Refused(Refusal refusal) implements Answer {}

    static Answer done() {
        return new Done(Optional.empty());
    }

    static Answer done(Consumer<Xml> result) {
        return new Done(Optional.of(result));
    }

    static Answer refused(Refusal refusal) {
        return new Refused(refusal);
    }

    static <T> Answer of(Checked<T> asked, Function<T, Answer> action) {
        return switch (asked) {
            case Checked.Valid<T>(T value) -> action.apply(value);
            case Checked.Refused<T>(Refusal refusal) -> new Refused(refusal);
        };
    }

    /** A map as the Query protocol writes it. */
    static Answer attributes(Map<String, String> attributes) {
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
