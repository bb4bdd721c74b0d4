package dev.netstock.infra.operations;

import static dev.netstock.infra.function.Functions.AUDIT_ARCHIVE;
import static dev.netstock.infra.function.Functions.CHECKOUT;
import static dev.netstock.infra.function.Functions.INQUIRY;
import static dev.netstock.infra.function.Functions.LEVEL_PUBLISHER;
import static dev.netstock.infra.function.Functions.SHARDS;
import static dev.netstock.infra.function.Functions.SWEEP;

import dev.netstock.infra.api.ApiStack;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.function.ConsumerQueue;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.function.Trigger;
import dev.netstock.infra.ledger.LedgerStack;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** Alarms, their topic, and the dashboard. */
public final class OperationsStack extends Stack {
    private static final MetricOptions EACH_MINUTE =
            MetricOptions.builder().period(Duration.minutes(1)).build();

    /** 80% of the maximum. */
    private static final int SHARDS_MANY = 160;

    /** Throttled writes that a rush may cause before its SKU is sharded. */
    private static final int THROTTLES_MANY = 1_000;

    private final StageResources resources;
    private final Alarms alarms;

    public OperationsStack(
            Construct scope,
            String id,
            StageResources resources,
            EventsStack events,
            LedgerStack ledger,
            List<FunctionStack> stacks,
            ApiStack api) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description(
                                "net-stock "
                                        + resources.settings().name()
                                        + ": alarms and dashboard")
                        .build());
        this.resources = resources;
        this.alarms = new Alarms(this, resources);
        ofStock();
        ofShards();
        ofAudit();
        for (FunctionStack stack : stacks) {
            ofQueues(stack.queues());
        }
        ofStreams(events.streams());
        ofStreams(ledger.streams());
        ofFunctions(stacks, api);
        ofApiAndArchive(events, api);
        new LedgerAlarms(alarms, resources.settings().ledger(), ledger.databaseCluster()).add();
        new MallAlarms(alarms, resources.settings().malls().keySet()).add();
        if (resources.settings().backups() != null) {
            BackupAlarms.add(alarms);
        }
        new StockDashboard(this, resources, events, ledger, api, alarms);
        var settings = resources.settings();
        if (settings.monthlyBudgetDollars() != null) {
            CostBudget.add(
                    this,
                    settings.name(),
                    settings.monthlyBudgetDollars(),
                    alarms.operators(),
                    resources.key());
        }
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
                "The sweep undid more than 5 takes within a minute. Checkout functions are killed,"
                        + " or responses of DynamoDB are lost. No unit is sold twice, but each was"
                        + " unavailable for a minute. See the log of checkout.");
        alarms.add(
                "Oversold",
                StockMetrics.counted(LEVEL_PUBLISHER, "Oversold"),
                0,
                1,
                "Units were sold that do not exist. Find the events of type oversold, then contact"
                        + " the customers or move stock.");
    }

    private void ofAudit() {
        alarms.add(
                "AuditRowsChanged",
                StockMetrics.counted(AUDIT_ARCHIVE, "RowsChanged"),
                0,
                1,
                "Rows of the audit log were changed or deleted. No function may do so. The archive"
                        + " has what they said before, below audit/. Find who did it in"
                        + " CloudTrail.");
    }

    private void ofShards() {
        alarms.add(
                "ShardsMany",
                StockMetrics.most(SHARDS, "OpenShards"),
                SHARDS_MANY,
                1,
                "A SKU has more than 160 of at most 200 shards. Find the SKU in the log of shards."
                        + " If the load continues, lower the throttle of the route.");
        alarms.add(
                "CheckoutHot",
                StockMetrics.counted(CHECKOUT, "Throttles"),
                THROTTLES_MANY,
                3,
                "DynamoDB has throttled writes of checkout for 3 minutes. Check whether shards"
                        + " reports errors, then raise the warm throughput of the tables.");
    }

    private void ofQueues(Map<FunctionSpec, ConsumerQueue> queues) {
        queues.forEach(
                (consumer, pair) -> {
                    if (consumer.trigger() instanceof Trigger.Queue trigger) {
                        alarms.add(
                                consumer.id() + "Late",
                                pair.queue().metricApproximateAgeOfOldestMessage(EACH_MINUTE),
                                trigger.lateAfterSeconds(),
                                3,
                                "Messages wait too long in the queue of "
                                        + consumer.service()
                                        + ". See its errors and throttles.");
                    }
                });
        queues.forEach(
                (consumer, pair) ->
                        alarms.add(
                                consumer.id() + "DeadLetters",
                                pair.deadLetters()
                                        .metricApproximateNumberOfMessagesVisible(EACH_MINUTE),
                                0,
                                1,
                                "The dead-letter queue has messages of "
                                        + consumer.service()
                                        + ". Fix the cause, then redrive them."));
    }

    private void ofStreams(Map<FunctionSpec, EventSourceMapping> streams) {
        streams.forEach(
                (fed, mapping) -> {
                    alarms.add(
                            fed.id() + "PutAside",
                            StockMetrics.putAside(mapping.getEventSourceMappingId()),
                            0,
                            1,
                            "Batches failed in "
                                    + fed.service()
                                    + " and are stored in the failed-batch bucket. Fix the cause,"
                                    + " then redrive them.");
                    alarms.add(
                            fed.id() + "Refused",
                            StockMetrics.counted(fed, "RefusedRecords"),
                            0,
                            1,
                            fed.service()
                                    + " rejected records and stored them in the failed-batch"
                                    + " bucket, with the reason. Fix the cause, then redrive"
                                    + " them.");
                    alarms.add(
                            fed.id() + "Behind",
                            resources
                                    .function(fed)
                                    .live()
                                    .metric("IteratorAge", lastMinute("Maximum")),
                            60_000,
                            3,
                            fed.service()
                                    + " reads its stream more than a minute late. See its errors"
                                    + " and throttles.");
                });
    }

    /** A stage without detailed metrics has one alarm for all functions of its account. */
    private void ofFunctions(List<FunctionStack> stacks, ApiStack api) {
        if (resources.settings().detailedMetrics()) {
            stacks.forEach(stack -> stack.functions().forEach(this::ofFunction));
            api.routedFunctions().forEach(this::ofFunction);
            return;
        }
        List.of(CHECKOUT, INQUIRY).forEach(this::ofFunction);
        alarms.add(
                "FunctionErrors",
                Function.metricAllErrors(EACH_MINUTE),
                0,
                3,
                "Invocations of a function fail. See which in the metrics of Lambda, then its"
                        + " log.");
        alarms.add(
                "FunctionThrottles",
                Function.metricAllThrottles(EACH_MINUTE),
                0,
                3,
                "Invocations of a function are throttled. See which in the metrics of Lambda, then"
                        + " raise its concurrency.");
    }

    private void ofFunction(FunctionSpec which) {
        var function = resources.function(which);
        alarms.add(
                which.id() + "Errors",
                function.live().metricErrors(EACH_MINUTE),
                0,
                3,
                "Invocations of " + which.service() + " fail. See its log.");
        alarms.add(
                which.id() + "Throttles",
                function.live().metricThrottles(EACH_MINUTE),
                0,
                3,
                "Invocations of " + which.service() + " are throttled. Raise its concurrency.");
    }

    private void ofApiAndArchive(EventsStack events, ApiStack api) {
        alarms.add(
                "ServerErrors",
                StockMetrics.serverErrors(api.apiId()),
                5,
                2,
                "The API responds with 5xx. See the errors of its functions.");
        alarms.add(
                "ArchiveLate",
                StockMetrics.archiveAge(events.archiveStream()),
                1_800,
                2,
                "Events are not archived. See the log of the delivery stream.");
    }

    private static MetricOptions lastMinute(String statistic) {
        return MetricOptions.builder().period(Duration.minutes(1)).statistic(statistic).build();
    }
}
