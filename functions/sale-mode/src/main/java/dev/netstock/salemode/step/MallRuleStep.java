package dev.netstock.salemode.step;

import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.step.StepResult.Done;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Publishes what malls may sell. The event's id, time and version are those of the beginning of the
 * step, so a worker that resumes it publishes the same event. Thread-safe.
 */
public final class MallRuleStep {
    private static final String ACTOR = "sale-mode";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EventPublisher topic;

    public MallRuleStep(EventPublisher topic) {
        this.topic = topic;
    }

    StepResult publish(MallRule rule, SaleMode mode, Call call) {
        if (!topic.publish(List.of(event(mode, rule)), call).isEmpty()) {
            throw new RetryLaterException(
                    "The rule for malls could not be published in time", RETRY_AFTER);
        }
        return new Done(rule.rule().text(), mode.day());
    }

    private static StockEvent event(SaleMode mode, MallRule rule) {
        StepRun run = mode.nextStep().orElseThrow();
        String sale = mode.currentPlan().sale();
        return new StockEvent(
                String.join(
                        "#", EventType.SALE_MODE_CHANGED.text(), sale, Long.toString(run.number())),
                run.beganAt().orElseThrow(),
                Optional.empty(),
                Optional.of(ACTOR),
                new SaleModeChanged(sale, rule.rule().text(), rule.cap(), run.number()));
    }
}
