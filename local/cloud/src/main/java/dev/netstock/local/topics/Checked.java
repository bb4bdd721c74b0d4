package dev.netstock.local.topics;

import java.util.function.Function;

/** What a request asks for, if that is allowed. */
sealed interface Checked<T> {
    record Valid<T>(T value) implements Checked<T> {}

    record Refused<T>(Refusal refusal) implements Checked<T> {}

    static <T> Checked<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        return switch (this) {
            case Valid<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }
}
