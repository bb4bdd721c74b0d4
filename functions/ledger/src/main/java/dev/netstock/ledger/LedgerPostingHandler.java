package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

/**
 * The posting function: tells the ledger of every step of every order, and of what is on display,
 * each once, however often and in whatever order its messages come. Thread-safe.
 */
public final class LedgerPostingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReceivedEvent> function;

    /** As Lambda makes it, from the environment. */
    public LedgerPostingHandler() {
        this(LedgerPostingConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private LedgerPostingHandler(LedgerPostingConfig config, FailureTally failures) {
        this(config, LedgerDatabase.of(config.ledger()), failures);
    }

    private LedgerPostingHandler(
            LedgerPostingConfig config, LedgerDatabase ledger, FailureTally failures) {
        this(new LedgerPosting(ledger, config.wake(failures)), failures);
        Priming.register(_ -> ledger.prime());
    }

    /** With what it works on. */
    LedgerPostingHandler(QueueWork<ReceivedEvent> posting, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "postToLedger",
                        LedgerPosting::read,
                        posting,
                        new Telemetry("ledger-posting", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
