package dev.netstock.replenishment.request;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.replenishment.watch.CrossingListener;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.HeldRequests;
import dev.netstock.salerules.SaleRulesReader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of turns: to the topic, and where an item is low to the table of requests and to the supply
 * chain's queue. While a sale has requests wait, the last of these is left to whoever ends it, and
 * so is the topic's word of the request. Thread-safe.
 *
 * @param requests the table of requests
 * @param topic the topic of all events
 * @param supplyChain the supply chain's queue, FIFO
 * @param rules whether requests wait
 * @param waiting where they do
 * @param retries how to repeat requests to the tables
 */
public record CrossingPublisher(
        RequestTable requests,
        EventPublisher topic,
        QueueSender supplyChain,
        SaleRulesReader rules,
        HeldRequests waiting,
        Retries retries)
        implements CrossingListener {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public void tell(ThresholdCrossing turn, Call call) {
        Optional<StockEvent> request = turn.request();
        if (request.isEmpty()) {
            require(topic.publish(turn.events(), call));
            return;
        }
        keep(turn, call);
        if (rules.current(call).requestsWait()) {
            require(topic.publish(List.of(turn.change()), call));
            hold(request.get(), call);
        } else {
            require(topic.publish(turn.events(), call));
            order(turn, request.get(), call);
        }
    }

    /** Whoever ends the wait publishes the request, and sends it to the supply chain. */
    private void hold(StockEvent request, Call call) {
        var held = new HeldRequest(request.time() + "#" + request.id(), EventJson.write(request));
        retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    waiting.add(held);
                    return held;
                },
                call);
    }

    private void keep(ThresholdCrossing turn, Call call) {
        var request = new ReplenishmentRequest(turn.at(), turn.requested());
        retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    requests.write(request);
                    return request;
                },
                call);
    }

    private void order(ThresholdCrossing turn, StockEvent request, Call call) {
        String group = turn.item().sku() + "#" + turn.item().location();
        require(
                supplyChain.send(
                        List.of(
                                QueuedMessage.inGroup(
                                        group, request.id(), EventJson.write(request))),
                        call));
    }

    private static void require(Set<String> unsent) {
        if (!unsent.isEmpty()) {
            throw new RetryLaterException("What is due could not be told in time", RETRY_AFTER);
        }
    }
}
