package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.salemode.step.ResumeSyncStep.Wake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Wakes by a message. Thread-safe.
 *
 * @param queue the queue of whom it wakes
 */
public record QueueWake(QueueSender queue) implements Wake {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWake.class);
    private static final QueuedMessage WAKE = QueuedMessage.of("wake", "{}");

    /** What is written stays so: a failure is logged, and a schedule makes it good. */
    @Override
    public void wake(Call call) {
        try {
            if (!queue.send(List.of(WAKE), call).isEmpty()) {
                LOG.warn("A function was not woken");
            }
        } catch (RuntimeException e) {
            LOG.error("A function cannot be woken", e);
        }
    }
}
