package dev.netstock.replenishment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.replenishment.dynamodb.DynamoReplenishment;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.LevelWatch;

/**
 * The replenishment function: hears levels, and tells when a SKU runs low or has recovered.
 * Thread-safe.
 */
public final class ReplenishmentHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReceivedEvent> function;

    /** As Lambda makes it, from the environment. */
    public ReplenishmentHandler() {
        this(ReplenishmentConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ReplenishmentHandler(ReplenishmentConfig config, FailureTally failures) {
        this(config, config.replenishment(failures), failures);
    }

    private ReplenishmentHandler(
            ReplenishmentConfig config, DynamoReplenishment tables, FailureTally failures) {
        this(
                tables.settling(config.topic(failures), config.supplyChain(failures)),
                tables.generations(),
                failures);
        Priming.register(
                new ReplenishmentPriming(
                        tables.settling(config.topic(failures), config.supplyChain(failures)),
                        tables.generations()));
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code settling} and {@code generations}
     */
    ReplenishmentHandler(
            ItemSettlement settling, GenerationReader generations, FailureTally failures) {
        var watching = new LevelWatch(settling, Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
        function =
                new QueueFunction<>(
                        "hearLevels",
                        ProjectionConsumer::read,
                        new LevelMessages(generations, watching),
                        new Telemetry("replenishment", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
