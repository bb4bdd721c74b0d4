package dev.netstock.expiry;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.stock.dynamodb.DynamoLongHolds;

/**
 * The environment variables of the function for long holds.
 *
 * @param longHoldsTable {@code LONG_HOLDS_TABLE}
 * @param expiryQueue {@code EXPIRY_QUEUE}: the URL of the expiry function's queue
 */
record LongHoldsConfig(String longHoldsTable, String expiryQueue) {
    static LongHoldsConfig of(Environment environment) {
        return new LongHoldsConfig(
                environment.required("LONG_HOLDS_TABLE"), environment.required("EXPIRY_QUEUE"));
    }

    DynamoLongHolds holds(CallListener listener) {
        return new DynamoLongHolds(DynamoClients.create(), longHoldsTable, listener);
    }

    QueueSender queue(CallListener listener) {
        return MessagingClients.queue(expiryQueue, listener);
    }
}
