package dev.netstock.platform.stream;

import dev.netstock.platform.json.JsonWriter;

import java.time.Instant;

/**
 * A record of a stream that can never be handled. Immutable.
 *
 * @param sequenceNumber its position in the stream
 * @param arrivedAt when it approximately arrived in the stream
 * @param reason why it was rejected; of limited length, without control characters
 * @param event the record as JSON members in the function's event, so that it can be redriven
 */
public record RefusedRecord(
        String sequenceNumber, Instant arrivedAt, String reason, JsonWriter.Part event) {
    private static final int REASON_MAX = 1_000;

    public RefusedRecord {
        reason = bounded(reason);
    }

    /** The reason from an exception. */
    public static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        String own = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return cause == null ? own : own + "; " + cause.getMessage();
    }

    /** Truncates between code points. */
    private static String bounded(String reason) {
        String printable = reason.replaceAll("\\p{Cntrl}+", " ");
        if (printable.codePointCount(0, printable.length()) <= REASON_MAX) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, REASON_MAX)) + "…";
    }
}
