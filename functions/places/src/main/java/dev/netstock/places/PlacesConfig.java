package dev.netstock.places;

import dev.netstock.customerkeys.aws.SecretCustomerKeys;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.pool.BufferSetting;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment variables of the places function.
 *
 * @param placesTable {@code PLACES_TABLE}
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param customerKeysSecret {@code CUSTOMER_KEYS_SECRET}: the ARN of the secret with the keys that
 *     hash customers
 * @param poolsQueue {@code POOLS_QUEUE}: the URL of the queue that triggers the pools
 * @param malls {@code MALL_CHANNELS}, separated by commas: channels of the mall sync; missing: none
 * @param planned {@code LOCATIONS}: the locations of the first deployment, separated by commas, the
 *     preferred one first
 */
record PlacesConfig(
        String placesTable,
        String netStockTable,
        String stockEventsTopic,
        String customerKeysSecret,
        String poolsQueue,
        Set<Channel> malls,
        Locations planned) {
    static PlacesConfig of(Environment environment) {
        return new PlacesConfig(
                environment.required("PLACES_TABLE"),
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("CUSTOMER_KEYS_SECRET"),
                environment.required("POOLS_QUEUE"),
                environment.optional("MALL_CHANNELS").stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(Channel::new)
                        .collect(Collectors.toUnmodifiableSet()),
                environment.required("LOCATIONS", Locations::parse));
    }

    PlacesConfig {
        malls = Set.copyOf(malls);
    }

    SecretCustomerKeys customerKeys() {
        return SecretCustomerKeys.of(customerKeysSecret);
    }

    BufferSetting buffers(CallListener listener) {
        return new DynamoNetStock(
                        DynamoClients.create(),
                        new DynamoNetStock.Tables(netStockTable, "", ""),
                        PlaceSource.NONE,
                        InstantSource.system(),
                        listener)
                .bufferSetting();
    }

    PoolCommands pools(CallListener listener) {
        return new PoolCommands(
                new DynamoPoolPlans(
                        DynamoClients.create(), placesTable, DynamoNetStock.retries(listener)),
                buffers(listener),
                MessagingClients.queue(poolsQueue, listener),
                malls,
                InstantSource.system());
    }

    PlaceCommands commands(CallListener listener) {
        return commands(placesTable, planned, stockEventsTopic, listener);
    }

    /** The commands, for every function that publishes locations. */
    static PlaceCommands commands(
            String placesTable, Locations planned, String stockEventsTopic, CallListener listener) {
        return new PlaceCommands(
                new DynamoPlaces(
                        DynamoClients.create(),
                        placesTable,
                        planned,
                        InstantSource.system(),
                        listener),
                EventPublisher.of(stockEventsTopic, listener),
                InstantSource.system());
    }
}
