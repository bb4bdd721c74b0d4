package dev.netstock.projection;

/** Stores the generations of projections. Thread-safe; each method is one request. */
public interface GenerationsTable {
    /** Reads, strongly consistent; {@link Generations#FIRST} if nothing is stored. */
    Generations read(String projection);

    /**
     * Writes {@code next} if version {@code next.version() - 1} is stored.
     *
     * @return whether it was written; if not, another process was first
     */
    boolean write(String projection, Generations next);
}
