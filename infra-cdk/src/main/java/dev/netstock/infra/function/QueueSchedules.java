package dev.netstock.infra.function;

import dev.netstock.infra.function.Trigger.Schedule;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** Schedules that send messages to queues, by one role for all schedules of a stack. */
final class QueueSchedules extends Construct {
    private @Nullable Role role;

    QueueSchedules(Construct scope, String id) {
        super(scope, id);
    }

    private Role createRole() {
        return Role.Builder.create(this, "Role")
                .assumedBy(
                        new PrincipalWithConditions(
                                new ServicePrincipal("scheduler.amazonaws.com"),
                                Map.of(
                                        "StringEquals",
                                        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
                .build();
    }

    void add(Schedule schedule, IQueue queue, StageSettings settings) {
        Role sender = role == null ? createRole() : role;
        role = sender;
        sender.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("sqs:SendMessage"))
                        .resources(List.of(queue.getQueueArn()))
                        .build());
        CfnSchedule.Builder.create(this, schedule.id())
                .scheduleExpression(schedule.expression().apply(settings))
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(
                        CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(
                        CfnSchedule.TargetProperty.builder()
                                .arn(queue.getQueueArn())
                                .roleArn(sender.getRoleArn())
                                .input(schedule.message())
                                .sqsParameters(group(schedule))
                                .retryPolicy(
                                        CfnSchedule.RetryPolicyProperty.builder()
                                                .maximumEventAgeInSeconds(schedule.maxAgeSeconds())
                                                .build())
                                .build())
                .build();
    }

    private static CfnSchedule.@Nullable SqsParametersProperty group(Schedule schedule) {
        return schedule.group() == null
                ? null
                : CfnSchedule.SqsParametersProperty.builder()
                        .messageGroupId(schedule.group())
                        .build();
    }
}
