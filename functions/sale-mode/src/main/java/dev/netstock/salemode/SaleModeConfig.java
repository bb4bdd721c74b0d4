package dev.netstock.salemode;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.QueueWake;
import dev.netstock.salemode.step.SaleModeRequests;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;

/**
 * What the function behind the API is told by its environment.
 *
 * @param table {@code SALE_MODE_TABLE}
 * @param queue {@code SALE_MODE_QUEUE}: the URL of the queue that wakes the worker
 */
record SaleModeConfig(String table, String queue) {
    static SaleModeConfig of(Environment environment) {
        return new SaleModeConfig(
                environment.required("SALE_MODE_TABLE"), environment.required("SALE_MODE_QUEUE"));
    }

    SaleModeRequests commanding(CallListener listener) {
        return new SaleModeRequests(
                new DynamoSaleModeTable(DynamoClients.create(), table),
                new QueueWake(MessagingClients.queue(queue, listener)),
                DynamoNetStock.retries(listener),
                InstantSource.system());
    }
}
