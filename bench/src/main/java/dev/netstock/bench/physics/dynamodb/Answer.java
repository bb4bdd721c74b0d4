package dev.netstock.bench.physics.dynamodb;

/** What DynamoDB says to a request. */
public enum Answer {
    /** It is done. */
    DONE,
    /** A condition was not met, nothing changed, and the units are paid. */
    CONDITION_FAILED,
    /** Too many units were asked for; nothing changed, and nothing is paid. */
    THROTTLED,
    /** A transaction holds an item: nothing changed. */
    CONFLICT;

    /** Whether the same request may succeed a moment later. */
    public boolean mayRepeat() {
        return switch (this) {
            case DONE, CONDITION_FAILED -> false;
            case THROTTLED, CONFLICT -> true;
        };
    }
}
