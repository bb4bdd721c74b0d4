package dev.netstock.salemode.step;

import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the malls what they may do. The event's id, time and version are those of the step's begin:
 * whoever resumes the step tells the same. Thread-safe.
 *
 * @param topic the topic of all events
 */
public record MallRuleStep(EventPublisher topic) {
    private static final String ACTOR = "sale-mode";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The work of {@link Step#TELL_MALLS}. */
    public StepWork closing() {
        return work(mode -> mode.planned().malls());
    }

    /** The work of {@link Step#OPEN_MALLS}. */
    public StepWork opening() {
        return work(_ -> MallRule.OPEN);
    }

    private StepWork work(Function<SaleMode, MallRule> rule) {
        return (mode, call) -> {
            MallRule malls = rule.apply(mode);
            tell(event(mode, malls), call);
            return new StepWork.Done(malls.rule().text(), mode.day());
        };
    }

    private void tell(StockEvent event, Call call) {
        if (!topic.publish(List.of(event), call).isEmpty()) {
            throw new RetryLaterException("The malls could not be told in time", RETRY_AFTER);
        }
    }

    private static StockEvent event(SaleMode mode, MallRule malls) {
        StepRun run = mode.next().orElseThrow();
        String sale = mode.planned().sale();
        return new StockEvent(
                String.join(
                        "#", EventType.SALE_MODE_CHANGED.text(), sale, Long.toString(run.number())),
                run.beganAt().orElseThrow(),
                Optional.empty(),
                Optional.of(ACTOR),
                new SaleModeChanged(sale, malls.rule().text(), malls.cap(), run.number()));
    }
}
