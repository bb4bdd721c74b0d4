package dev.netstock.stock.dynamodb;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.place.PlaceCache;
import dev.netstock.stock.place.PlaceSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/**
 * The environment variables of functions that use locations and channels.
 *
 * @param table {@code PLACES_TABLE}
 * @param planned {@code LOCATIONS}: the locations of the first deployment, separated by commas, the
 *     preferred one first
 */
public record PlacesConfig(String table, Locations planned) {
    public static PlacesConfig of(Environment environment) {
        return new PlacesConfig(
                environment.required("PLACES_TABLE"),
                environment.required("LOCATIONS", Locations::parse));
    }

    /** The table, for functions that change it. */
    public DynamoPlaces places(DynamoDbClient client, CallListener listener) {
        return new DynamoPlaces(client, table, planned, InstantSource.system(), listener);
    }

    /** Locations and channels, to be kept as long as the execution environment lives. */
    public PlaceSource cache(DynamoDbClient client, CallListener listener) {
        return new PlaceCache(places(client, listener), InstantSource.system());
    }
}
