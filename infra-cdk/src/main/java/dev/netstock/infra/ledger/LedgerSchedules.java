package dev.netstock.infra.ledger;

import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.stage.LedgerSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * What happens by the clock: the sync looks for supply whose word was lost, and both sides are
 * compared.
 */
final class LedgerSchedules extends Construct {
    private static final int SYNC_TOLD_AGAIN_WITHIN_S = 60;

    private final LedgerSettings settings;
    private final Role role;

    LedgerSchedules(Construct scope, LedgerSettings settings) {
        super(scope, "Schedules");
        this.settings = settings;
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

    /** A wake that did not arrive is healed by the next. */
    void sync(ConsumerQueue queue) {
        schedule("Sync", rate(settings.syncEvery()), queue, "{}", SYNC_TOLD_AGAIN_WITHIN_S);
    }

    /** Each day, at a time of its own. */
    void reconcile(ConsumerQueue queue) {
        var time = settings.reconcileAt().split(":", 2);
        var daily =
                "cron(%d %d * * ? *)"
                        .formatted(Integer.parseInt(time[1]), Integer.parseInt(time[0]));
        schedule("Reconcile", daily, queue, "{\"start\":{}}", Duration.hours(1).toSeconds());
    }

    private static String rate(Duration every) {
        var minutes = every.toMinutes().intValue();
        return minutes == 1 ? "rate(1 minute)" : "rate(%d minutes)".formatted(minutes);
    }

    private void schedule(
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
