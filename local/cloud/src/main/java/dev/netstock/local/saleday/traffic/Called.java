package dev.netstock.local.saleday.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * One request and its answer.
 *
 * @param sent when it left
 * @param status 0 if there was no answer
 * @param problem the last part of the problem's type; empty if the answer was none
 */
public record Called(
        String orderId, Asked asked, Instant sent, Duration took, int status, String problem) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    public Instant answered() {
        return sent.plus(took);
    }

    /** Whether it says what became of the order; if not, the same is asked again. */
    public boolean isTrueAnswer() {
        return status != 0 && status != TOO_MANY && status < SERVER_ERRORS;
    }

    public boolean isDone() {
        return status == OK || status == CREATED;
    }

    public boolean isNew() {
        return status == CREATED;
    }

    /** Whether there were too few units. */
    public boolean isShort() {
        return status == CONFLICT && problem.equals("insufficient-stock");
    }

    /** Whether the order had ended before. */
    public boolean isClosed() {
        return status == CONFLICT && problem.equals("reservation-closed");
    }
}
