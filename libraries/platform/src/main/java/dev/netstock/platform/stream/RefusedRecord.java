package dev.netstock.platform.stream;

import dev.netstock.platform.json.JsonWriter;

import java.time.Instant;

/**
 * A record of a stream that can never be handled, however often it comes. Immutable.
 *
 * @param sequenceNumber its place in the stream
 * @param arrivedAt about when it came into the stream
 * @param reason why, for the operators; bounded, without control characters
 * @param event the members of the record in the function's event, by which it can be sent again
 */
public record RefusedRecord(
        String sequenceNumber, Instant arrivedAt, String reason, JsonWriter.Part event) {
    private static final int REASON_MAX = 1_000;

    public RefusedRecord {
        reason = bounded(reason);
    }

    /** The reason that an exception gives. */
    public static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        String own = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return cause == null ? own : own + "; " + cause.getMessage();
    }

    /** Cut between code points. */
    private static String bounded(String reason) {
        String printable = reason.replaceAll("\\p{Cntrl}+", " ");
        if (printable.codePointCount(0, printable.length()) <= REASON_MAX) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, REASON_MAX)) + "…";
    }
}
