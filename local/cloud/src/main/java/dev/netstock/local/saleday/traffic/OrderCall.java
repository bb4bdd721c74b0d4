package dev.netstock.local.saleday.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * One request and its response.
 *
 * @param sent when the request was sent
 * @param status HTTP status; 0 without a response
 * @param problem slug of the problem type; empty if there is none
 */
public record OrderCall(
        String orderId,
        OrderAction action,
        Instant sent,
        Duration took,
        int status,
        String problem) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    public Instant answered() {
        return sent.plus(took);
    }

    /** Whether the response is definitive. If it is not, the buyer retries. */
    public boolean isDefinitive() {
        return status != 0 && status != TOO_MANY && status < SERVER_ERRORS;
    }

    public boolean isSuccess() {
        return status == OK || status == CREATED;
    }

    public boolean isCreated() {
        return status == CREATED;
    }

    /** Whether the stock was insufficient. */
    public boolean isInsufficientStock() {
        return status == CONFLICT && problem.equals("insufficient-stock");
    }

    /** Whether the order exceeded a purchase limit. */
    public boolean isLimitExceeded() {
        return status == CONFLICT && problem.equals("limit-exceeded");
    }

    /** Whether the reservation was closed already. */
    public boolean isReservationClosed() {
        return status == CONFLICT && problem.equals("reservation-closed");
    }
}
