package dev.netstock.settings;

import dev.netstock.platform.http.Route;

import java.util.List;

/** Which route is answered by what. */
public final class SettingsRoutes {
    private SettingsRoutes() {}

    public static List<Route> of(SettingsParts parts) {
        return List.of(
                new Route(
                        "GET /v1/skus/{sku}/settings",
                        "readSettings",
                        new ReadSettingsEndpoint(parts.setting(), parts.shards(), parts.known())),
                new Route(
                        "PUT /v1/skus/{sku}/settings",
                        "replaceSettings",
                        new ReplaceSettingsEndpoint(
                                parts.setting(),
                                parts.shards(),
                                parts.samples(),
                                parts.generations(),
                                parts.known(),
                                parts.locations())),
                new Route(
                        "GET /v1/replenishment-requests",
                        "readReplenishmentRequests",
                        new RequestsEndpoint(parts.requests(), parts.clock())));
    }
}
