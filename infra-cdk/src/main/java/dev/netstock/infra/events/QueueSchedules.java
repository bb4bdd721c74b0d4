package dev.netstock.infra.events;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** What happens by the clock: a message to a queue, by one role for all schedules of a stack. */
public final class QueueSchedules extends Construct {
    private final Role role;

    public QueueSchedules(Construct scope, String id) {
        super(scope, id);
        this.role =
                Role.Builder.create(this, "Role")
                        .assumedBy(
                                new PrincipalWithConditions(
                                        new ServicePrincipal("scheduler.amazonaws.com"),
                                        Map.of(
                                                "StringEquals",
                                                Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
                        .build();
    }

    /**
     * Adds a schedule.
     *
     * @param when a rate or cron expression, in UTC
     * @param toldWithinSeconds after this a message that did not arrive is given up
     */
    public void tell(
            String id, String when, ConsumerQueue queue, String message, Number toldWithinSeconds) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("sqs:SendMessage"))
                        .resources(List.of(queue.queue().getQueueArn()))
                        .build());
        CfnSchedule.Builder.create(this, id)
                .scheduleExpression(when)
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(
                        CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(
                        CfnSchedule.TargetProperty.builder()
                                .arn(queue.queue().getQueueArn())
                                .roleArn(role.getRoleArn())
                                .input(message)
                                .retryPolicy(
                                        CfnSchedule.RetryPolicyProperty.builder()
                                                .maximumEventAgeInSeconds(toldWithinSeconds)
                                                .build())
                                .build())
                .build();
    }
}
