package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.List;

/**
 * Publishes locations if a file has changed some, then opens and ends the pools that are due.
 * Thread-safe.
 *
 * @param pools opens and ends pools
 * @param places publishes locations
 */
record PoolsWork(PoolWorker pools, PlaceCommands places) implements QueueWork<PoolsMessage> {
    @Override
    public BatchResult handle(List<Message<PoolsMessage>> messages, Call call) {
        if (messages.stream().anyMatch(message -> message.body().publishesLocations())) {
            places.publishAll(call);
        }
        return BatchResult.all(pools.run(call));
    }
}
