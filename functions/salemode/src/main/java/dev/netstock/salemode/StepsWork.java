package dev.netstock.salemode;

import dev.netstock.queue.Handled;
import dev.netstock.queue.Message;
import dev.netstock.queue.QueueWork;
import dev.netstock.salemode.step.Walking;
import dev.netstock.stock.Call;

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
