package dev.netstock.infra.operations;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

import java.util.Map;

/**
 * Alarms of daily backups and their copies. A stage has an account of its own, so all jobs of the
 * account are its own. An event of EventBridge would name the resource, but the policy of a topic
 * cannot limit EventBridge to this account.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html">AWS Backup
 *     metrics with CloudWatch</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Using
 *     resource-based policies for Amazon EventBridge</a>
 */
final class BackupAlarms {
    private BackupAlarms() {}

    static void add(Alarms alarms) {
        alarms.add(
                "BackupsFailed",
                failed("NumberOfBackupJobsFailed"),
                0,
                1,
                "A daily backup of a table or of the ledger failed. The list of jobs in AWS Backup"
                        + " has the resource and the reason.");
        alarms.add(
                "BackupCopiesFailed",
                failed("NumberOfCopyJobsFailed"),
                0,
                1,
                "A copy of a backup to the other region failed. If copies of tables fail, check the"
                        + " advanced features for DynamoDB: docs/restore.md.");
    }

    /** Both kinds of resources; there are figures only in hours with jobs. */
    private static IMetric failed(String metric) {
        return MathExpression.Builder.create()
                .expression("FILL(tables, 0) + FILL(ledger, 0)")
                .label(metric)
                .period(Duration.hours(1))
                .usingMetrics(
                        Map.of(
                                "tables", ofType(metric, "DynamoDB"),
                                "ledger", ofType(metric, "Aurora")))
                .build();
    }

    private static IMetric ofType(String metric, String type) {
        return Metric.Builder.create()
                .namespace("AWS/Backup")
                .metricName(metric)
                .dimensionsMap(Map.of("ResourceType", type))
                .statistic(Stats.SUM)
                .period(Duration.hours(1))
                .build();
    }
}
