package dev.netstock.replenishment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.GenerationReader;
import dev.netstock.replenishment.watch.LevelWatch;
import dev.netstock.replenishment.watch.WatchedItems;

import java.util.List;
import java.util.Optional;

/**
 * The replenishment function: processes levels, and publishes when a SKU runs low or has recovered.
 * Thread-safe.
 */
public final class ReplenishmentHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /** A level of a SKU without settings: processing it reads the tables and changes nothing. */
    private static final String PRIMING_LEVEL =
            """
            {"specversion": "1.0", "id": "priming", "source": "/net-stock/levels",
             "type": "level.changed", "time": "2026-01-01T00:00:00Z",
             "data": {"sku": "priming", "location": "priming", "available": 1, "version": 1}}
            """;

    private final QueueFunction<ReceivedEvent> function;

    /** Called by Lambda; reads the environment. */
    public ReplenishmentHandler() {
        this(ReplenishmentConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ReplenishmentHandler(ReplenishmentConfig config, FailureTally failures) {
        this(config, config.replenishment(failures), failures);
    }

    private ReplenishmentHandler(
            ReplenishmentConfig config, DynamoReplenishment tables, FailureTally failures) {
        this(
                tables.items(config.topic(failures), config.supplyChain(failures)),
                tables.generations(),
                failures);
        Priming.register(
                context ->
                        prime(
                                tables.items(config.topic(failures), config.supplyChain(failures)),
                                tables.generations(),
                                context));
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener that {@code items} and {@code generations} were created
     *     with
     */
    ReplenishmentHandler(WatchedItems items, GenerationReader generations, FailureTally failures) {
        var watch = new LevelWatch(items, Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
        function =
                new QueueFunction<>(
                        "watchLevels",
                        EventJson::readMessage,
                        new LevelMessages(generations, watch),
                        new Telemetry("replenishment", failures));
    }

    /** Runs before a snapshot is taken. */
    static void prime(WatchedItems items, GenerationReader generations, Context context) {
        var work = new LevelMessages(generations, new LevelWatch(items, Parallel.NONE));
        EventJson.readMessage(PRIMING_LEVEL)
                .ifPresent(
                        level ->
                                work.handle(
                                        List.of(new Message<>("1", Optional.empty(), level)),
                                        Calls.ofFunction(context)));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
