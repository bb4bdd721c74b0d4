package dev.netstock.infra.operations;

import dev.netstock.infra.function.StageResources;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alarms, and the topic that notifies operators of them. */
final class Alarms extends Construct {
    private final Topic operators;
    private final List<Alarm> all = new ArrayList<>();

    Alarms(Construct scope, StageResources resources) {
        super(scope, "Alarms");
        this.operators =
                Topic.Builder.create(this, "Operators")
                        .displayName("net-stock " + resources.settings().name())
                        .masterKey(resources.key())
                        .enforceSsl(true)
                        .build();
        operators.addToResourcePolicy(publishingByAlarms());
    }

    /**
     * The policy of {@code enforceSsl} replaces the topic's default policy, which would let every
     * principal of the account publish. So it has to name CloudWatch.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Example
     *     cases for Amazon SNS access control</a>, "Allow any CloudWatch alarm to publish to a
     *     topic"
     */
    private PolicyStatement publishingByAlarms() {
        var alarms =
                Stack.of(this)
                        .formatArn(
                                ArnComponents.builder()
                                        .service("cloudwatch")
                                        .resource("alarm")
                                        .resourceName("*")
                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                        .build());
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(operators.getTopicArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                                "ArnLike",
                                Map.of("aws:SourceArn", alarms)))
                .build();
    }

    /** Where operators subscribe. */
    Topic operators() {
        return operators;
    }

    List<Alarm> all() {
        return all;
    }

    /**
     * Adds an alarm.
     *
     * @param more the alarm fires above this number
     * @param minutes how many minutes in a row
     * @param meaning what happened and what to do
     */
    void add(String id, IMetric metric, double more, int minutes, String meaning) {
        add(id, metric, ComparisonOperator.GREATER_THAN_THRESHOLD, more, minutes, meaning);
    }

    /**
     * Adds an alarm of a metric that is written once a day.
     *
     * @param less the alarm fires below this number
     */
    void addBelow(String id, IMetric metric, double less, String meaning) {
        add(id, metric, ComparisonOperator.LESS_THAN_THRESHOLD, less, 1, meaning);
    }

    private void add(
            String id,
            IMetric metric,
            ComparisonOperator comparison,
            double threshold,
            int periods,
            String meaning) {
        var alarm =
                Alarm.Builder.create(this, id)
                        .metric(metric)
                        .threshold(threshold)
                        .evaluationPeriods(periods)
                        .comparisonOperator(comparison)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .alarmDescription(meaning)
                        .build();
        alarm.addAlarmAction(new SnsAction(operators));
        all.add(alarm);
    }
}
