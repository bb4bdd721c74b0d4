package dev.netstock.salemode;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.testing.SaleDay;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SaleModeStepsHandlerTest {
    private static final SQSEvent WAKE =
            LambdaEvents.read(SQSEvent.class, SampleEvents.json("sale-mode-steps/wake"));

    @Test
    void handleRequest_withTheSampleEvent_runsTheSteps() {
        var day = new SaleDay();
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        var handler = new SaleModeStepsHandler(day.workflow("one"), new FailureTally());
        for (int minute = 0; minute < 3; minute++) {
            assertThat(
                            handler.handleRequest(WAKE, TestContext.withTimeLeft(60_000))
                                    .getBatchItemFailures())
                    .isEmpty();
            day.clock().advance(Duration.ofMinutes(1));
        }
        assertThat(day.mode().phase()).isEqualTo(Phase.ON);
    }

    @Test
    void handleRequest_shortlyBeforeItsTimeout_leavesTheStepsToTheNextWorker() {
        var day = new SaleDay();
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        long version = day.mode().version();
        new SaleModeStepsHandler(day.workflow("one"), new FailureTally())
                .handleRequest(WAKE, TestContext.withTimeLeft(10_000));
        assertThat(day.mode().version()).isEqualTo(version);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        new SaleModeStepsHandler()
                                .handleRequest(WAKE, TestContext.withTimeLeft(700))
                                .getBatchItemFailures())
                .isEmpty();
    }
}
