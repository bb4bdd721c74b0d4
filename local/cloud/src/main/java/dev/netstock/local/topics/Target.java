package dev.netstock.local.topics;

import java.util.List;

/** Where a subscription delivers to. Thread-safe. */
interface Target {
    /** What came of one delivery. */
    enum Outcome {
        DELIVERED,
        /** It never will be accepted: the endpoint is gone, or the message is not for it. */
        REFUSED,
        /** It may be accepted later. */
        UNAVAILABLE
    }

    /**
     * Delivers messages in their order.
     *
     * @return an outcome for each of them
     */
    List<Outcome> deliver(List<Delivery> deliveries);
}
