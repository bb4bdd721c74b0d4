package dev.netstock.expiry;

import java.time.Duration;

/** What came of one message of the expiry queue. */
sealed interface HoldOutcome {
    /**
     * The units are back by this very message.
     *
     * @param lag since the end of the hold
     * @param unitSeconds how many units nobody could buy, and how long: units times seconds
     */
    record Expired(Duration lag, long unitSeconds) implements HoldOutcome {}

    /** The reservation was confirmed or released, or had expired before. */
    record EndedOtherwise() implements HoldOutcome {}

    /**
     * The hold still runs.
     *
     * @param left for how long
     */
    record Waits(Duration left) implements HoldOutcome {}

    /** The message is none of a hold. */
    record Overlooked() implements HoldOutcome {}

    /** The message has to come again. */
    record Failed() implements HoldOutcome {}
}
