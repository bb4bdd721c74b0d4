package dev.netstock.platform.json;

import java.util.Optional;

/**
 * The form that a value from outside must have.
 *
 * @param <T> what a value of that form stands for
 */
public sealed interface FieldFormat<T>
        permits BooleanFormat,
                DateFormat,
                IntegerFormat,
                IntegerOrWordFormat,
                TextFormat,
                TimeFormat {
    /** Reads a member of a body; empty if it has another form. */
    Optional<T> read(Json value);

    /** Reads a parameter of a path or query; empty if it has another form. */
    Optional<T> parse(String parameter);

    /** What a value of this form looks like, as a sentence for the caller. */
    String expectation();
}
