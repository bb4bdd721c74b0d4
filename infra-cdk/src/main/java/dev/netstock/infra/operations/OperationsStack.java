package dev.netstock.infra.operations;

import static dev.netstock.infra.function.NetStockFunction.CHECKOUT;
import static dev.netstock.infra.function.NetStockFunction.LEVEL_PUBLISHER;
import static dev.netstock.infra.function.NetStockFunction.SHARDS;
import static dev.netstock.infra.function.NetStockFunction.SWEEP;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.api.ApiStack;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerStack;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.sale.SaleStack;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** What operators are told, and see. */
public final class OperationsStack extends Stack {
    private static final MetricOptions EACH_MINUTE =
            MetricOptions.builder().period(Duration.minutes(1)).build();

    /** Four fifths of the most there can be. */
    private static final int SHARDS_MANY = 160;

    /** What one storefront's rush may meet before its SKU is spread. */
    private static final int THROTTLES_MANY = 1_000;

    private final Alarms alarms;

    public OperationsStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            EventsStack events,
            LedgerStack ledger,
            SaleStack sale,
            ApiStack api) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": alarms and dashboard")
                        .build());
        this.alarms = new Alarms(this, settings, data);
        ofStock();
        ofShards();
        for (ConsumerStack stack : List.of(events, ledger, sale)) {
            ofQueues(stack.queues(), stack.deadLetters());
            stack.functions().forEach(this::ofFunction);
        }
        ofStreams(events.streams(), events.functions());
        ofStreams(ledger.streams(), ledger.functions());
        api.functions().forEach(this::ofFunction);
        ofApiAndArchive(events, api);
        new LedgerAlarms(alarms, settings.ledger(), ledger.databaseCluster()).add();
        new StockDashboard(this, settings, events, ledger, api, alarms);
        CfnOutput.Builder.create(this, "OperatorsTopic")
                .value(alarms.operators().getTopicArn())
                .build();
    }

    private void ofStock() {
        alarms.add(
                "TakesSwept",
                StockMetrics.counted(SWEEP, "Swept"),
                5,
                1,
                "More than a few takes a minute were given back by the sweep: checkout is killed,"
                        + " or its answers from DynamoDB are lost. No unit is sold twice, but each"
                        + " was held for a minute.");
        alarms.add(
                "Oversold",
                StockMetrics.counted(LEVEL_PUBLISHER, "Oversold"),
                0,
                1,
                "Units were promised that are gone: look up the events of type oversold, and call"
                        + " the customers or move stock.");
    }

    private void ofShards() {
        alarms.add(
                "ShardsMany",
                StockMetrics.most(SHARDS, "OpenShards"),
                SHARDS_MANY,
                1,
                "A SKU needs nearly as many shards as there can be: see which it is, and lower the"
                        + " throttle of its route if it goes on.");
        alarms.add(
                "CheckoutHot",
                StockMetrics.counted(CHECKOUT, "Throttles"),
                THROTTLES_MANY,
                3,
                "Writes of checkout are throttled for minutes: SKUs are not spread in time (see"
                        + " the errors of shards), or the tables are not warm enough.");
    }

    private void ofQueues(
            Map<NetStockFunction, Queue> queues, Map<NetStockFunction, Queue> deadLetters) {
        queues.forEach(
                (consumer, queue) ->
                        alarms.add(
                                consumer.id() + "Late",
                                queue.metricApproximateAgeOfOldestMessage(EACH_MINUTE),
                                secondsTolerated(consumer),
                                3,
                                "Messages wait in the queue of "
                                        + consumer.service()
                                        + ": see its errors and throttles."));
        deadLetters.forEach(
                (consumer, queue) ->
                        alarms.add(
                                consumer.id() + "DeadLetters",
                                queue.metricApproximateNumberOfMessagesVisible(EACH_MINUTE),
                                0,
                                1,
                                "Messages could not be handled by "
                                        + consumer.service()
                                        + ": mend the cause, then put them back."));
    }

    /**
     * Messages of the sweep are a minute old before they are seen; those of expiry wait longer; a
     * file or a slice of a comparison takes its time.
     */
    private static int secondsTolerated(NetStockFunction consumer) {
        return switch (consumer) {
            case SWEEP -> 180;
            case EXPIRY -> 1_200;
            case FILE_IMPORT, RECONCILE -> 3_600;
            default -> 60;
        };
    }

    private void ofStreams(
            Map<NetStockFunction, EventSourceMapping> streams,
            Map<NetStockFunction, StockFunction> functions) {
        streams.forEach(
                (fed, mapping) -> {
                    alarms.add(
                            fed.id() + "PutAside",
                            StockMetrics.putAside(mapping.getEventSourceMappingId()),
                            0,
                            1,
                            "Records could not be handled by "
                                    + fed.service()
                                    + " and lie in the bucket Aside: mend the cause, then"
                                    + " put them back.");
                    alarms.add(
                            fed.id() + "Refused",
                            StockMetrics.counted(fed, "RefusedRecords"),
                            0,
                            1,
                            fed.service()
                                    + " refused records, which lie in the bucket Aside with the"
                                    + " reason: fix the cause, then redrive them.");
                    alarms.add(
                            fed.id() + "Behind",
                            requireNonNull(functions.get(fed))
                                    .live()
                                    .metric("IteratorAge", lastMinute("Maximum")),
                            60_000,
                            3,
                            fed.service() + " reads its stream more than a minute late.");
                });
    }

    private void ofFunction(NetStockFunction which, StockFunction function) {
        alarms.add(
                which.id() + "Errors",
                function.live().metricErrors(EACH_MINUTE),
                0,
                3,
                "Calls of " + which.service() + " fail: see its log.");
        alarms.add(
                which.id() + "Throttles",
                function.live().metricThrottles(EACH_MINUTE),
                0,
                3,
                "Calls of " + which.service() + " find no environment: raise its concurrency.");
    }

    private void ofApiAndArchive(EventsStack events, ApiStack api) {
        alarms.add(
                "ServerErrors",
                StockMetrics.serverErrors(api.apiId()),
                5,
                2,
                "The API answers 5xx: see the errors of its functions.");
        alarms.add(
                "ArchiveLate",
                StockMetrics.archiveAge(events.archiveStream()),
                1_800,
                2,
                "Events are not archived: see the log of the delivery stream.");
    }

    private static MetricOptions lastMinute(String statistic) {
        return MetricOptions.builder().period(Duration.minutes(1)).statistic(statistic).build();
    }
}
