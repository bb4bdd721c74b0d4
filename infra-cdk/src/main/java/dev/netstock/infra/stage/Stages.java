package dev.netstock.infra.stage;

import static java.util.stream.Collectors.toMap;

import dev.netstock.infra.api.Route;
import dev.netstock.infra.function.NetStockFunction;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stages. This is the file to edit when a location opens, a sale is planned or a limit is in
 * the way.
 */
public final class Stages {
    public static final String DEFAULT = "dev";

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static final List<StageSettings> ALL = List.of(dev(), staging(), prod());

    private Stages() {}

    /** The settings of a stage by its name. */
    public static StageSettings named(String name) {
        return ALL.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No stage " + name + "; try " + names()));
    }

    public static List<String> names() {
        return ALL.stream().map(StageSettings::name).toList();
    }

    /** For trying things: nothing outlives its stack, and a load test is not throttled. */
    private static StageSettings dev() {
        return new StageSettings(
                "dev",
                List.of("shinjuku", "umeda", "warehouse-1"),
                false,
                RetentionDays.ONE_WEEK,
                new TokenIssuer.OwnUserPool(),
                List.of(),
                // A new account has ten environments to share: none can be reserved there.
                FunctionSizes.of(1_024, Map.of(), Map.of()),
                everyRoute(new Throttle(2_000, 1_000)),
                Feeds.upTo(2, 2),
                Duration.days(30),
                Duration.seconds(10),
                null,
                // It rests when nobody works; a sync each minute would keep it awake. With no
                // environments reserved it must take as many connections as the account has.
                new LedgerSettings(
                        new LedgerDatabaseSettings(0, 8, Duration.minutes(5), 1, 1),
                        Duration.hours(24),
                        Duration.days(30),
                        Duration.hours(1),
                        "18:30",
                        16,
                        240,
                        false,
                        1_000,
                        TOKYO));
    }

    /** As prod is, at a tenth of its size. */
    private static StageSettings staging() {
        return new StageSettings(
                "staging",
                List.of("shinjuku", "umeda", "warehouse-1"),
                true,
                RetentionDays.ONE_MONTH,
                new TokenIssuer.OwnUserPool(),
                List.of(),
                FunctionSizes.of(
                        1_769,
                        Map.of(
                                NetStockFunction.CHECKOUT, 50,
                                NetStockFunction.INQUIRY, 20,
                                NetStockFunction.MANUAL_SUPPLY, 2,
                                NetStockFunction.DELTA_PUBLISHER, 5,
                                NetStockFunction.LEVEL_PUBLISHER, 5),
                        LedgerConcurrency.of(4, 16)),
                everyRoute(new Throttle(500, 250)),
                Feeds.upTo(4, 4),
                Duration.days(90),
                Duration.minutes(1),
                null,
                new LedgerSettings(
                        new LedgerDatabaseSettings(0.5, 8, null, 1, 7),
                        Duration.days(7),
                        Duration.days(90),
                        Duration.minutes(1),
                        "18:30",
                        16,
                        240,
                        false,
                        1_000,
                        TOKYO));
    }

    /**
     * Ready for a sale: 5,000 reservations a second. An account starts with 1,000 environments, of
     * which 100 must stay unreserved for what the queues feed, and with 10,000 calls a second for
     * all its APIs.
     */
    private static StageSettings prod() {
        return new StageSettings(
                "prod",
                List.of("shinjuku", "umeda", "warehouse-1"),
                true,
                RetentionDays.SIX_MONTHS,
                new TokenIssuer.OwnUserPool(),
                List.of(),
                FunctionSizes.of(
                        1_769,
                        Map.of(
                                NetStockFunction.CHECKOUT, 500,
                                NetStockFunction.INQUIRY, 200,
                                NetStockFunction.MANUAL_SUPPLY, 4,
                                NetStockFunction.DELTA_PUBLISHER, 40,
                                NetStockFunction.LEVEL_PUBLISHER, 40),
                        LedgerConcurrency.of(10, 48)),
                throttlesOfASale(),
                Feeds.upTo(20, 10),
                Duration.days(3_650),
                Duration.minutes(5),
                new WarmThroughputSettings(24_000, 16_000),
                new LedgerSettings(
                        new LedgerDatabaseSettings(2, 64, null, 2, 35),
                        Duration.days(7),
                        Duration.days(365),
                        Duration.minutes(1),
                        "18:30",
                        32,
                        240,
                        false,
                        2_000,
                        TOKYO));
    }

    private static Map<Route, Throttle> throttlesOfASale() {
        var throttles = new EnumMap<>(everyRoute(new Throttle(100, 50)));
        throttles.put(Route.RESERVE, new Throttle(5_000, 2_500));
        throttles.put(Route.CONFIRM, new Throttle(5_000, 2_500));
        throttles.put(Route.RELEASE, new Throttle(2_500, 1_250));
        throttles.put(Route.CANCEL, new Throttle(500, 250));
        throttles.put(Route.READ_RESERVATION, new Throttle(1_000, 500));
        throttles.put(Route.READ_STOCK, new Throttle(5_000, 2_500));
        throttles.put(Route.READ_MANY_STOCKS, new Throttle(1_000, 500));
        return throttles;
    }

    private static Map<Route, Throttle> everyRoute(Throttle throttle) {
        return Arrays.stream(Route.values()).collect(toMap(Function.identity(), route -> throttle));
    }
}
