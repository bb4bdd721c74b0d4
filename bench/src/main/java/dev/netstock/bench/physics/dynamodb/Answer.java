package dev.netstock.bench.physics.dynamodb;

/** DynamoDB's answer to a request. */
public enum Answer {
    /** The request succeeded. */
    DONE,
    /** A condition failed: nothing changed, and the units are consumed. */
    CONDITION_FAILED,
    /** The request was throttled: nothing changed, and no units are consumed. */
    THROTTLED,
    /** A transaction locks an item: nothing changed. */
    CONFLICT;

    /** Whether the request can be retried. */
    public boolean mayRepeat() {
        return switch (this) {
            case DONE, CONDITION_FAILED -> false;
            case THROTTLED, CONFLICT -> true;
        };
    }
}
