package dev.netstock.local.topics;

import java.util.function.Function;

/** A validated value, or the error of an invalid request. */
sealed interface Validated<T> {
    record Valid<T>(T value) implements Validated<T> {}

    record Refused<T>(SnsError refusal) implements Validated<T> {}

    static <T> Validated<T> refused(SnsError refusal) {
        return new Refused<>(refusal);
    }

    default <R> Validated<R> then(Function<T, Validated<R>> next) {
        return switch (this) {
            case Valid<T>(T value) -> next.apply(value);
            case Refused<T>(SnsError refusal) -> new Refused<>(refusal);
        };
    }
}
