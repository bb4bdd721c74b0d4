package dev.netstock.infra.stage;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.api.Route;
import dev.netstock.infra.function.NetStockFunction;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Everything that differs between stages.
 *
 * @param name the stage: part of the stacks' names
 * @param locations the locations that sell online, the preferred one first
 * @param keepsData tables, key, user pool and logs cannot be deleted, and outlive their stack
 * @param logRetention how long logs are kept
 * @param issuer whose tokens the API accepts
 * @param corsOrigins web origins that may call the API from a browser; none: CORS is closed
 * @param functions one entry for every function
 * @param throttles one entry for every route
 * @param feeds one entry for every function that a stream or queue feeds
 * @param archiveKept how long the archive keeps an event
 * @param archiveDelay how long events are gathered before they are archived, 0–900 s
 * @param warmThroughput of the two tables of a sale; null: they grow from DynamoDB's default
 * @param ledger the database, the movements' stream and the rhythm of the ledger
 */
public record StageSettings(
        String name,
        List<String> locations,
        boolean keepsData,
        RetentionDays logRetention,
        TokenIssuer issuer,
        List<String> corsOrigins,
        Map<NetStockFunction, FunctionSettings> functions,
        Map<Route, Throttle> throttles,
        Map<NetStockFunction, FeedSettings> feeds,
        Duration archiveKept,
        Duration archiveDelay,
        @Nullable WarmThroughputSettings warmThroughput,
        LedgerSettings ledger) {
    public StageSettings {
        locations = List.copyOf(locations);
        corsOrigins = List.copyOf(corsOrigins);
        functions = Map.copyOf(functions);
        throttles = Map.copyOf(throttles);
        feeds = Map.copyOf(feeds);
        requireAll(EnumSet.allOf(NetStockFunction.class), functions);
        requireAll(EnumSet.allOf(Route.class), throttles);
    }

    /** The size of one function. */
    public FunctionSettings of(NetStockFunction function) {
        return requireNonNull(functions.get(function));
    }

    /** How one function is fed. */
    public FeedSettings feedOf(NetStockFunction function) {
        return requireNonNull(feeds.get(function), () -> "The stage feeds no " + function);
    }

    /** The throttle of one route. */
    public Throttle of(Route route) {
        return requireNonNull(throttles.get(route));
    }

    /** What becomes of a resource with data when its stack goes. */
    public RemovalPolicy removalPolicy() {
        return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }

    private static <K extends Enum<K>> void requireAll(EnumSet<K> wanted, Map<K, ?> given) {
        wanted.removeAll(given.keySet());
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("The stage says nothing about " + wanted);
        }
    }
}
