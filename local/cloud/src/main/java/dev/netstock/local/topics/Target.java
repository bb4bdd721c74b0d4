package dev.netstock.local.topics;

import java.util.List;

/** The target of a subscription. Thread-safe. */
interface Target {
    /** The outcome of one delivery. */
    enum Outcome {
        DELIVERED,
        /** Permanently rejected: the endpoint does not exist, or does not accept this message. */
        REFUSED,
        /** May be accepted later. */
        UNAVAILABLE
    }

    /**
     * Delivers messages in order.
     *
     * @return an outcome for each message
     */
    List<Outcome> deliver(List<Delivery> deliveries);
}
