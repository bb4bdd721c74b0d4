package dev.netstock.platform.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the validation errors of one request while it is decoded. Not thread-safe. */
public final class ValidationErrors {
    /** The maximum of reported errors, to keep the response small and readable. */
    public static final int ERRORS_MAX = 100;

    private final List<ValidationError> errors = new ArrayList<>();

    /**
     * Adds an error, unless the same location has a text that is not clean, which must be corrected
     * first.
     */
    public void add(String pointer, String message) {
        var error = new ValidationError(pointer, message);
        if (errors.size() < ERRORS_MAX
                && !errors.contains(new ValidationError(pointer, UntrustedText.UNCLEAN))) {
            errors.add(error);
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<ValidationError> list() {
        return List.copyOf(errors);
    }

    /**
     * The result of decoding: the errors if there are any, otherwise the value.
     *
     * @param value supplies the value; only called if there are no errors
     */
    public <T> Decoded<T> orElse(Supplier<T> value) {
        return errors.isEmpty()
                ? new Decoded.Valid<>(value.get())
                : new Decoded.Invalid<>(List.copyOf(errors));
    }
}
