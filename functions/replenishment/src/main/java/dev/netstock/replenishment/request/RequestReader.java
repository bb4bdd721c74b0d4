package dev.netstock.replenishment.request;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;

/**
 * Reads the requests of a day. Thread-safe.
 *
 * @param table the table
 * @param retries how to repeat requests to it
 */
public record RequestReader(RequestTable table, Retries retries) {
    /**
     * A page, newest first.
     *
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    public RequestPage page(RequestQuestion question, Call call) {
        return retries.run(Operation.READ, () -> table.page(question), call);
    }
}
