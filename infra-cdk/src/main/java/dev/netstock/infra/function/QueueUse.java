package dev.netstock.infra.function;

/**
 * Sends messages to the queue of a consumer, if the stage has it.
 *
 * @param consumer the id of the function that consumes the queue, or {@link #SUPPLY_CHAIN}
 * @param variable the environment variable that has the queue's URL
 */
public record QueueUse(String consumer, String variable) implements Use {
    /** The queue that the supply chain system consumes. */
    public static final String SUPPLY_CHAIN = "SupplyChain";

    @Override
    public void addTo(Access access) {
        if (!Functions.hasFunction(access.resources().settings(), consumer)) {
            return;
        }
        var queue = access.resources().queue(consumer);
        access.variable(variable, queue.getQueueUrl());
        access.allow(queue.getQueueArn(), "sqs:SendMessage");
    }
}
