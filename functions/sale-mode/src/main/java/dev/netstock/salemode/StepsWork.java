package dev.netstock.salemode;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.Handled;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.salemode.step.Walking;

import java.util.List;
import java.util.Map;

/**
 * Walks the steps of a sale, however many messages woke it. Thread-safe.
 *
 * @param walking walks
 */
record StepsWork(Walking walking) implements QueueWork<String> {
    @Override
    public Handled handle(List<Message<String>> messages, Call call) {
        return Handled.all(Map.of("Steps", (long) walking.walk(call)));
    }
}
