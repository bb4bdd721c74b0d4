package dev.netstock.projection.rebuild;

import java.io.BufferedReader;
import java.util.List;

/**
 * The archive of all events: objects named {@code events/yyyy/MM/dd/…} by the day of arrival (UTC),
 * with one event as JSON per line. Thread-safe.
 */
public interface EventArchive {
    /** The prefix of all object names. */
    String PREFIX = "events/";

    /**
     * Lists object names in order, not necessarily all.
     *
     * @param after only names after this one
     * @return empty if there are none
     */
    List<String> names(String after);

    /** Opens the lines of an object; the caller must close it. */
    BufferedReader open(String name);
}
