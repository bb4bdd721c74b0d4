package dev.netstock.infra.operations;

import static dev.netstock.infra.function.Functions.CHECKOUT;
import static dev.netstock.infra.function.Functions.DELTA_PUBLISHER;
import static dev.netstock.infra.function.Functions.EXPIRY;
import static dev.netstock.infra.function.Functions.LEVEL_PUBLISHER;
import static dev.netstock.infra.function.Functions.REPLENISHMENT;
import static dev.netstock.infra.function.Functions.SALES;
import static dev.netstock.infra.function.Functions.SHARDS;
import static dev.netstock.infra.function.Functions.SWEEP;

import dev.netstock.infra.api.ApiStack;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.function.ConsumerQueue;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.ledger.LedgerStack;

import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** One page for sale days: units sold, latency, and delays downstream. */
final class StockDashboard extends Construct {
    private static final int WIDTH = 24;

    /**
     * How many alarms a widget may have.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
     *     body structure and syntax</a>: the array of alarms "can have 1-100 ARNs"
     */
    private static final int ALARMS_MAX = 100;

    StockDashboard(
            Construct scope,
            StageResources resources,
            EventsStack events,
            LedgerStack ledger,
            ApiStack api,
            Alarms alarms) {
        super(scope, "Dashboard");
        var dashboard =
                Dashboard.Builder.create(this, "Stock")
                        .dashboardName("net-stock-" + resources.settings().name())
                        .build();
        var all = alarms.all();
        for (var from = 0; from < all.size(); from += ALARMS_MAX) {
            var some = all.subList(from, Math.min(from + ALARMS_MAX, all.size()));
            dashboard.addWidgets(
                    AlarmStatusWidget.Builder.create().width(WIDTH).alarms(some).build());
        }
        dashboard.addWidgets(
                graph(
                        "Checkout, per minute",
                        StockMetrics.counted(CHECKOUT, "Reserved"),
                        StockMetrics.counted(CHECKOUT, "Refused"),
                        StockMetrics.counted(CHECKOUT, "Confirmed"),
                        StockMetrics.counted(CHECKOUT, "Released")),
                graph(
                        "Checkout, ms",
                        StockMetrics.latency(CHECKOUT, "p50"),
                        StockMetrics.latency(CHECKOUT, "p99")),
                graph(
                        "API",
                        StockMetrics.apiCalls(api.apiId()),
                        StockMetrics.serverErrors(api.apiId())));
        dashboard.addWidgets(
                graph(
                        "Units returned, per minute",
                        StockMetrics.counted(EXPIRY, "Expired"),
                        StockMetrics.counted(SWEEP, "Swept")),
                graph(
                        "Shelves, per minute",
                        StockMetrics.counted(REPLENISHMENT, "StockLow"),
                        StockMetrics.counted(REPLENISHMENT, "Recovered"),
                        StockMetrics.counted(LEVEL_PUBLISHER, "Oversold")),
                graph(
                        "Events, per minute",
                        StockMetrics.counted(DELTA_PUBLISHER, "EventsPublished"),
                        StockMetrics.counted(LEVEL_PUBLISHER, "Levels"),
                        StockMetrics.counted(SALES, "Events")));
        dashboard.addWidgets(
                graph(
                        "Shards",
                        StockMetrics.most(SHARDS, "OpenShards"),
                        StockMetrics.counted(SHARDS, "Raised"),
                        StockMetrics.counted(SHARDS, "Lowered"),
                        StockMetrics.counted(SHARDS, "Rebalanced")),
                graph(
                        "Heat, per minute",
                        StockMetrics.counted(LEVEL_PUBLISHER, "HotItems"),
                        StockMetrics.counted(CHECKOUT, "Throttles"),
                        StockMetrics.counted(CHECKOUT, "Conflicts")),
                graph(
                        "Undersold: unit seconds and units, per minute",
                        StockMetrics.counted(EXPIRY, "UnsoldUnitSeconds"),
                        StockMetrics.counted(SWEEP, "UnsoldUnitSeconds"),
                        StockMetrics.counted(CHECKOUT, "UnitsRefusedByMemory")));
        dashboard.addWidgets(
                graph("Oldest message, s", ages(events.queues())),
                graph("Dead letters", waiting(events.queues())),
                graph("Stream delay, ms", behind(events.streams(), resources)));
        dashboard.addWidgets(
                graph(
                        "Ledger: capacity units",
                        StockMetrics.ofDatabase(
                                ledger.databaseCluster(), "ServerlessDatabaseCapacity")),
                graph("Ledger: oldest message, s", ages(ledger.queues())),
                graph("Ledger: movement delay, ms", behind(ledger.streams(), resources)));
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return graph(title, List.of(metrics));
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).width(WIDTH / 3).left(metrics).build();
    }

    private static List<? extends IMetric> ages(Map<FunctionSpec, ConsumerQueue> queues) {
        return queues.values().stream()
                .map(pair -> pair.queue().metricApproximateAgeOfOldestMessage())
                .toList();
    }

    private static List<? extends IMetric> waiting(Map<FunctionSpec, ConsumerQueue> queues) {
        return queues.values().stream()
                .map(pair -> pair.deadLetters().metricApproximateNumberOfMessagesVisible())
                .toList();
    }

    private static List<? extends IMetric> behind(
            Map<FunctionSpec, EventSourceMapping> streams, StageResources resources) {
        return streams.keySet().stream()
                .map(function -> resources.function(function).live().metric("IteratorAge"))
                .toList();
    }
}
