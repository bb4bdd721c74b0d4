package dev.netstock.platform.function;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Creates a value when it is first requested: a client that most environments never use, or that
 * the first answer does not need. Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> create;
    private @Nullable T value;

    /**
     * Creates the holder.
     *
     * @param create creates the value; called once unless it throws
     */
    public Lazy(Supplier<T> create) {
        this.create = create;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = create.get();
            value = known;
        }
        return known;
    }
}
