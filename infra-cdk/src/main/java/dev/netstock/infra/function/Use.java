package dev.netstock.infra.function;

/**
 * Something that a function uses: its environment variable, and the permission that goes with it.
 */
public interface Use {
    /** Adds the variables and permissions to those of the function. */
    void addTo(Access access);
}
