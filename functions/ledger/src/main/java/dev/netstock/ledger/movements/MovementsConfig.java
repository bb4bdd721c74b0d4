package dev.netstock.ledger.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.function.Environment;

import software.amazon.awssdk.services.kinesis.KinesisClient;

import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the movements function is told by its environment.
 *
 * @param stream {@code STOCK_MOVEMENTS_STREAM}, a name
 * @param timeZone {@code TIME_ZONE}, where the retailer is
 */
record MovementsConfig(String stream, ZoneId timeZone) {
    static MovementsConfig of(Environment environment) {
        return new MovementsConfig(
                environment.required("STOCK_MOVEMENTS_STREAM"),
                environment.required("TIME_ZONE", BusinessDates::zone));
    }

    /** The stream, over a client of the environment. */
    MovementStream movements(CallListener listener) {
        return movements(
                KinesisClient.builder()
                        .httpClient(DynamoClients.httpClient())
                        .overrideConfiguration(DynamoClients.overrides().build())
                        .build(),
                listener);
    }

    /** The same over another client. */
    MovementStream movements(KinesisClient client, CallListener listener) {
        Backoff backoff = Backoff.standard(() -> ThreadLocalRandom.current().nextLong());
        return new KinesisMovementStream(
                client, stream, new Retries(backoff, Pause.SLEEP, listener));
    }
}
