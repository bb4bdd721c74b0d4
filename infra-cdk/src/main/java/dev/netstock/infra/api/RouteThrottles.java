package dev.netstock.infra.api;

import dev.netstock.infra.stage.Throttle;

import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The throttles of a stage, route by route. */
final class RouteThrottles {
    private RouteThrottles() {}

    /** What the stage applies to a route without a throttle of its own: the least of all. */
    static ThrottleSettings least(Collection<Throttle> throttles) {
        return ThrottleSettings.builder()
                .rateLimit(
                        throttles.stream().mapToInt(Throttle::callsPerSecond).min().orElseThrow())
                .burstLimit(throttles.stream().mapToInt(Throttle::burst).min().orElseThrow())
                .build();
    }

    /** The construct library has no throttle by route, so this speaks to CloudFormation itself. */
    static void set(HttpStage stage, Map<Route, Throttle> throttles) {
        var byRoute = new TreeMap<String, Object>();
        throttles.forEach((route, throttle) -> byRoute.put(route.key(), settings(throttle)));
        if (stage.getNode().getDefaultChild() instanceof CfnStage resource) {
            resource.setRouteSettings(byRoute);
        }
    }

    private static Map<String, Object> settings(Throttle throttle) {
        return Map.of(
                "ThrottlingRateLimit", throttle.callsPerSecond(),
                "ThrottlingBurstLimit", throttle.burst(),
                "DetailedMetricsEnabled", true);
    }
}
