package dev.netstock.platform.json;

import java.util.List;

/**
 * What a decoder made of a request.
 *
 * @param <T> what it is if nothing is wrong with it
 */
public sealed interface Decoded<T> {
    /** Nothing is wrong. */
    record Valid<T>(T value) implements Decoded<T> {}

    /**
     * The request is refused.
     *
     * @param faults all that is wrong with it, at least one
     */
    record Invalid<T>(List<ValidationError> faults) implements Decoded<T> {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
