package dev.netstock.platform.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the faults of one request while it is decoded. Not thread-safe. */
public final class ValidationErrors {
    /** Further ones are not told: an answer has to stay readable, and small. */
    public static final int TOLD_MAX = 100;

    private final List<ValidationError> told = new ArrayList<>();

    /** Adds a fault, unless its place has a text that is not clean: that is what to correct. */
    public void add(String pointer, String message) {
        var fault = new ValidationError(pointer, message);
        if (told.size() < TOLD_MAX
                && !told.contains(new ValidationError(pointer, UntrustedText.UNCLEAN))) {
            told.add(fault);
        }
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    /**
     * The end of a decoder: the faults if there are any, else the value.
     *
     * @param value makes the value; it is only asked where nothing is wrong
     */
    public <T> Decoded<T> orElse(Supplier<T> value) {
        return told.isEmpty()
                ? new Decoded.Valid<>(value.get())
                : new Decoded.Invalid<>(List.copyOf(told));
    }
}
