package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.function.Functions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The function that runs the steps of a sale, and the limits of the stage that it checks. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class SaleModeTest {
    @Parameter String stage = "";

    @Test
    void steps_runEachMinute() {
        var schedule = sale().resource("AWS::Scheduler::Schedule", "SaleSchedulesSteps");
        assertThat(schedule.property("ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
        assertThat(StageTemplates.of(stage).textOf(schedule.at("/Target/Arn")))
                .isEqualTo("SaleModeStepsQueue.Arn");
    }

    @Test
    void steps_haveMoreTimeThanOneOfThemMayTake() {
        var function = sale().resource("AWS::Lambda::Function", "SaleModeStepsFunction");
        assertThat(function.property("Timeout").asInt()).isGreaterThan(20);
    }

    @Test
    void preflightChecks_useTheLimitsOfTheDeployedStage() {
        var variables =
                sale().resource("AWS::Lambda::Function", "SaleModeStepsFunction")
                        .at("/Environment/Variables");
        var checkout =
                StageTemplates.of(stage)
                        .api()
                        .resource("AWS::Lambda::Function", "CheckoutFunction");
        assertThat(variables.path("CHECKOUT_CONCURRENCY").asInt())
                .isEqualTo(checkout.property("ReservedConcurrentExecutions").asInt());
        var needs = StageTemplates.settings(stage).capacity();
        assertThat(variables.path("SHARED_CONCURRENCY").asInt())
                .isEqualTo(needs.sharedEnvironments());
        var account = StageTemplates.settings(stage).account();
        assertThat(variables.path("ACCOUNT_CALLS_PER_SECOND").asInt())
                .isEqualTo(account.apiCallsPerSecond());
        assertThat(variables.path("ACCOUNT_MESSAGES_PER_SECOND").asInt())
                .isEqualTo(account.messagesPerSecond());
        assertThat(StageTemplates.of(stage).textOf(variables.path("ARCHIVE_STREAM")))
                .isEqualTo("ArchiveStream");
        assertThat(variables.path("RESERVATIONS_PER_SECOND").asInt())
                .isEqualTo(
                        StageTemplates.settings(stage)
                                .throttleOf(Functions.route("reserve"))
                                .callsPerSecond());
        assertThat(StageTemplates.of(stage).textOf(variables.path("WATCHED_QUEUES")))
                .contains("ReplenishmentQueue", "ReconcileQueue");
    }

    private Template sale() {
        return StageTemplates.of(stage).sale();
    }
}
