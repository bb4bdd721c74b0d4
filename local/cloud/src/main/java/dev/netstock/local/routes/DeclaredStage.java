package dev.netstock.local.routes;

import dev.netstock.local.httpapi.ThrottleDefinition;

import java.util.Map;
import java.util.Optional;

/**
 * A stage with its throttles.
 *
 * @param otherwise default throttle for routes without their own
 * @param throttles by route key
 */
record DeclaredStage(
        String name,
        Optional<ThrottleDefinition> otherwise,
        Map<String, ThrottleDefinition> throttles) {
    DeclaredStage {
        throttles = Map.copyOf(throttles);
    }

    Optional<ThrottleDefinition> throttle(String routeKey) {
        return Optional.ofNullable(throttles.get(routeKey)).or(() -> otherwise);
    }
}
