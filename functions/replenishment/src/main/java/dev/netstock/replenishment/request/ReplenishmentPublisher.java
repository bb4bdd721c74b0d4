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
import dev.netstock.replenishment.watch.CrossingPublisher;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.HeldRequests;
import dev.netstock.salerules.SaleRulesReader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes threshold crossings to the topic. If an item is low, it also stores the replenishment
 * request and sends it to the supply chain's queue. While a sale holds requests back, it stores the
 * request for sale mode, which later publishes and sends it. Thread-safe.
 */
public final class ReplenishmentPublisher implements CrossingPublisher {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final DynamoRequestTable requests;
    private final EventPublisher topic;
    private final QueueSender supplyChain;
    private final SaleRulesReader rules;
    private final HeldRequests heldRequests;
    private final Retries retries;

    public ReplenishmentPublisher(
            DynamoRequestTable requests,
            EventPublisher topic,
            QueueSender supplyChain,
            SaleRulesReader rules,
            HeldRequests heldRequests,
            Retries retries) {
        this.requests = requests;
        this.topic = topic;
        this.supplyChain = supplyChain;
        this.rules = rules;
        this.heldRequests = heldRequests;
        this.retries = retries;
    }

    @Override
    public void publish(ThresholdCrossing crossing, Call call) {
        Optional<StockEvent> request = crossing.requestEvent();
        if (request.isEmpty()) {
            require(topic.publish(crossing.events(), call));
            return;
        }
        store(crossing, call);
        if (rules.current(call).requestsWait()) {
            require(topic.publish(List.of(crossing.changeEvent()), call));
            hold(request.get(), call);
        } else {
            require(topic.publish(crossing.events(), call));
            send(crossing, request.get(), call);
        }
    }

    private void hold(StockEvent request, Call call) {
        var held = new HeldRequest(request.time() + "#" + request.id(), EventJson.write(request));
        retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    heldRequests.add(held);
                    return held;
                },
                call);
    }

    private void store(ThresholdCrossing crossing, Call call) {
        var request = new ReplenishmentRequest(crossing.at(), crossing.request());
        retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> {
                    requests.write(request);
                    return request;
                },
                call);
    }

    private void send(ThresholdCrossing crossing, StockEvent request, Call call) {
        String group = crossing.item().sku() + "#" + crossing.item().location();
        require(
                supplyChain.send(
                        List.of(
                                QueuedMessage.inGroup(
                                        group, request.id(), EventJson.write(request))),
                        call));
    }

    private static void require(Set<String> unsent) {
        if (!unsent.isEmpty()) {
            throw new RetryLaterException(
                    "A threshold crossing could not be published in time", RETRY_AFTER);
        }
    }
}
