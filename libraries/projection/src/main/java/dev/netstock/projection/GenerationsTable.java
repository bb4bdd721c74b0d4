package dev.netstock.projection;

/** Where the generations of projections stand. Thread-safe; each method is one request. */
public interface GenerationsTable {
    /** Reads, strongly consistent; {@link Generations#FIRST} where nothing was ever written. */
    Generations read(String projection);

    /**
     * Writes {@code next} where {@code next.version() - 1} stands.
     *
     * @return whether it stands now; if not, somebody else was faster
     */
    boolean write(String projection, Generations next);
}
