package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.salemode.step.Wake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Triggers a function by a message. Failures are logged. Thread-safe. */
public final class QueueWake implements Wake {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWake.class);
    private static final QueuedMessage WAKE = QueuedMessage.of("wake", "{}");

    private final QueueSender queue;

    public QueueWake(QueueSender queue) {
        this.queue = queue;
    }

    @Override
    public void wake(Call call) {
        try {
            if (!queue.send(List.of(WAKE), call).isEmpty()) {
                LOG.warn("A function was not triggered; it will run on its schedule");
            }
        } catch (RuntimeException e) {
            LOG.error("A function could not be triggered; it will run on its schedule", e);
        }
    }
}
