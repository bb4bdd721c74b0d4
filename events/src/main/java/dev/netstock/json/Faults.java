package dev.netstock.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the faults of one request while it is decoded. Not thread-safe. */
public final class Faults {
    /** Further ones are not told: an answer has to stay readable, and small. */
    public static final int TOLD_MAX = 100;

    private final List<Fault> told = new ArrayList<>();

    public void add(String pointer, String message) {
        if (told.size() < TOLD_MAX) {
            told.add(new Fault(pointer, message));
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
