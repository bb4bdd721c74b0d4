package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

/**
 * The posting function: writes each step of each order, each change of display samples, and where
 * stock is low to the ledger once, in any order and with duplicates. Thread-safe.
 */
public final class LedgerPostingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReceivedEvent> function;

    /** Called by Lambda. */
    public LedgerPostingHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private LedgerPostingHandler(Environment environment, FailureTally failures) {
        this(
                new LedgerPosting(
                        LedgerDatabase.primed(environment),
                        QueueSyncWake.of(environment, failures)),
                failures);
    }

    LedgerPostingHandler(QueueWork<ReceivedEvent> posting, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "postToLedger",
                        EventJson::readMessage,
                        posting,
                        new Telemetry("ledger-posting", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
