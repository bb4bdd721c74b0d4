package dev.netstock.infra.operations;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.stage.MallChannel;

import software.amazon.awscdk.services.cloudwatch.IMetric;

import java.util.Collection;
import java.util.List;

/**
 * Alarms of each mall. The functions write these metrics only while there is something to say, so a
 * calm mall is not charged for them.
 */
record MallAlarms(Alarms alarms, Collection<MallChannel> malls) {
    private static final FunctionSpec SYNC = Functions.MALL_SYNC;
    private static final int SOLD_OUT_SECONDS_MAX = 60;
    private static final int LATE_SECONDS_MAX = 1_800;
    private static final int PULL_SECONDS_MAX = 900;

    /** The days left at which an alarm rings: {@code CredentialLife.WARNING_DAYS}. */
    private static final List<Integer> WARNING_DAYS = List.of(14, 7, 2);

    void add() {
        malls.forEach(this::add);
    }

    private void add(MallChannel mall) {
        alarms.add(
                mall.id() + "SoldOutLate",
                most(mall, "SoldOutLagSeconds"),
                SOLD_OUT_SECONDS_MAX,
                3,
                "Items that sold out have not been written to %s for more than a minute. See its last problem in ./netstock malls."
                        .formatted(mall));
        alarms.add(
                mall.id() + "CountsLate",
                most(mall, "LagSeconds"),
                LATE_SECONDS_MAX,
                3,
                "Counts have waited for more than half an hour to be written to %s. See its last problem and its rate in ./netstock malls."
                        .formatted(mall));
        alarms.add(
                mall.id() + "InDoubt",
                most(mall, "InDoubtSeconds"),
                LATE_SECONDS_MAX,
                3,
                "A count or an order of %s has been in doubt for more than half an hour. Find it in ./netstock malls."
                        .formatted(mall));
        alarms.add(
                mall.id() + "PullStale",
                most(mall, "PullAgeSeconds"),
                PULL_SECONDS_MAX,
                3,
                "The orders of %s have not been listed completely for a quarter of an hour, so no count is raised. See its last problem in ./netstock malls."
                        .formatted(mall));
        alarms.add(
                mall.id() + "Rejected",
                counted(mall, "Rejected"),
                0,
                1,
                "%s rejects the count of an item. Its row has the reason: ./netstock malls. Correct the item at the mall or its mapping."
                        .formatted(mall));
        alarms.add(
                mall.id() + "Unmapped",
                most(mall, "UnmappedOrders"),
                0,
                1,
                "Orders of %s name items that are not mapped to SKUs. They are kept, and taken when the mapping is added: docs/malls.md."
                        .formatted(mall));
        alarms.add(
                mall.id() + "Oversold",
                counted(mall, "OversoldOrders"),
                0,
                1,
                "Orders of %s were reserved for units that do not exist. Find them in the log of mall-sync, then contact the customers or move stock."
                        .formatted(mall));
        for (int days : WARNING_DAYS) {
            alarms.addBelow(
                    mall.id() + "Credentials" + days,
                    StockMetrics.leastOfADay(
                            Functions.MALL_CREDENTIALS, mall.toString(), "DaysLeft"),
                    days,
                    "A key or consent of %s expires within %d days. Renew it: docs/malls.md."
                            .formatted(mall, days));
        }
    }

    private static IMetric most(MallChannel mall, String name) {
        return StockMetrics.ofMall(SYNC, mall.toString(), name, "Maximum");
    }

    private static IMetric counted(MallChannel mall, String name) {
        return StockMetrics.ofMall(SYNC, mall.toString(), name, "Sum");
    }
}
