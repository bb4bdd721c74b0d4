package dev.netstock.platform.json;

import java.util.Optional;

/**
 * The required format of a value from outside.
 *
 * @param <T> the type of the parsed value
 */
public sealed interface FieldFormat<T>
        permits BooleanFormat,
                DateFormat,
                DecimalFormat,
                IntegerFormat,
                IntegerOrWordFormat,
                TextFormat,
                TimeFormat {
    /** Reads a member of a body; empty if its format is invalid. */
    Optional<T> read(Json value);

    /** Reads a parameter of a path or query; empty if its format is invalid. */
    Optional<T> parse(String parameter);

    /** Describes the format to the caller, as a sentence. */
    String expectation();
}
