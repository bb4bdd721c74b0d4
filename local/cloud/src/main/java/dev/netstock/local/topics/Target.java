package dev.netstock.local.topics;

import java.util.List;

/** The target of a subscription, in this process. Thread-safe. */
interface Target {
    /**
     * Delivers messages in order.
     *
     * @return those that it rejects: the endpoint does not exist, or does not accept them
     */
    List<Delivery> deliver(List<Delivery> deliveries);
}
