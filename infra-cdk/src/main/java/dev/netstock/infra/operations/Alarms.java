package dev.netstock.infra.operations;

import dev.netstock.infra.function.StageResources;

import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;

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
        var alarm =
                Alarm.Builder.create(this, id)
                        .metric(metric)
                        .threshold(more)
                        .evaluationPeriods(minutes)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .alarmDescription(meaning)
                        .build();
        alarm.addAlarmAction(new SnsAction(operators));
        all.add(alarm);
    }
}
