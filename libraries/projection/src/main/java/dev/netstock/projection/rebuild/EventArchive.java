package dev.netstock.projection.rebuild;

import java.io.BufferedReader;
import java.util.List;

/**
 * Every event ever: objects named {@code events/yyyy/MM/dd/…} by the day of arrival (UTC), with the
 * JSON of an event in each line. Thread-safe.
 */
public interface EventArchive {
    /** What the names of all objects begin with. */
    String PREFIX = "events/";

    /**
     * Names of objects in their order, not necessarily all.
     *
     * @param after only names behind this one
     * @return empty if there is none
     */
    List<String> names(String after);

    /** The lines of an object; to be closed. */
    BufferedReader open(String name);
}
