package dev.netstock.infra.stage;

import static java.util.stream.Collectors.toMap;

import dev.netstock.infra.api.Route;
import dev.netstock.infra.function.NetStockFunction;

import software.amazon.awscdk.services.logs.RetentionDays;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stages. This is the file to edit when a location opens, a sale is planned or a limit is in
 * the way.
 */
public final class Stages {
    public static final String DEFAULT = "dev";

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
                Map.of(
                        NetStockFunction.CHECKOUT, new FunctionSettings(1_024, 10, null),
                        NetStockFunction.INQUIRY, new FunctionSettings(1_024, 10, null),
                        NetStockFunction.SUPPLY_APPLY, new FunctionSettings(1_024, 300, null),
                        NetStockFunction.HISTORY, new FunctionSettings(1_024, 60, null)),
                everyRoute(new Throttle(2_000, 1_000)),
                new HistoryFeedSettings(100, 1, 1),
                null);
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
                Map.of(
                        NetStockFunction.CHECKOUT, new FunctionSettings(1_769, 10, 50),
                        NetStockFunction.INQUIRY, new FunctionSettings(1_769, 10, 30),
                        NetStockFunction.SUPPLY_APPLY, new FunctionSettings(1_769, 300, 2),
                        NetStockFunction.HISTORY, new FunctionSettings(1_769, 60, 10)),
                everyRoute(new Throttle(500, 250)),
                new HistoryFeedSettings(100, 1, 4),
                null);
    }

    /**
     * Ready for a sale: 5,000 reservations a second. An account starts with 1,000 environments, of
     * which 100 must stay unreserved, and with 10,000 calls a second for all its APIs.
     */
    private static StageSettings prod() {
        return new StageSettings(
                "prod",
                List.of("shinjuku", "umeda", "warehouse-1"),
                true,
                RetentionDays.SIX_MONTHS,
                new TokenIssuer.OwnUserPool(),
                List.of(),
                Map.of(
                        NetStockFunction.CHECKOUT, new FunctionSettings(1_769, 10, 500),
                        NetStockFunction.INQUIRY, new FunctionSettings(1_769, 10, 300),
                        NetStockFunction.SUPPLY_APPLY, new FunctionSettings(1_769, 300, 4),
                        NetStockFunction.HISTORY, new FunctionSettings(1_769, 60, 60)),
                Map.of(
                        Route.RESERVE, new Throttle(5_000, 2_500),
                        Route.CONFIRM, new Throttle(5_000, 2_500),
                        Route.RELEASE, new Throttle(2_500, 1_250),
                        Route.CANCEL, new Throttle(500, 250),
                        Route.READ_RESERVATION, new Throttle(1_000, 500),
                        Route.READ_STOCK, new Throttle(5_000, 2_500),
                        Route.READ_MANY_STOCKS, new Throttle(1_000, 500),
                        Route.READ_DELTAS, new Throttle(100, 50)),
                new HistoryFeedSettings(100, 1, 10),
                new WarmThroughputSettings(24_000, 16_000));
    }

    private static Map<Route, Throttle> everyRoute(Throttle throttle) {
        return Arrays.stream(Route.values()).collect(toMap(Function.identity(), route -> throttle));
    }
}
