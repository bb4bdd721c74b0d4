package dev.netstock.salemode;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.salemode.step.SaleModeWorkflow;

import java.util.List;
import java.util.Map;

/**
 * Walks the steps of a sale, however many messages woke it. Thread-safe.
 *
 * @param walking walks
 */
record StepsWork(SaleModeWorkflow walking) implements QueueWork<String> {
    @Override
    public BatchResult handle(List<Message<String>> messages, Call call) {
        return BatchResult.all(Map.of("Steps", (long) walking.walk(call)));
    }
}
