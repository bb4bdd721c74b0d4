package dev.netstock.replenishment;

import dev.netstock.http.Route;
import dev.netstock.replenishment.settings.ReadSettingsEndpoint;
import dev.netstock.replenishment.settings.ReplaceSettingsEndpoint;
import dev.netstock.replenishment.settings.RequestsEndpoint;

import java.util.List;

/** Which route is answered by what. */
final class SettingsRoutes {
    private SettingsRoutes() {}

    static List<Route> of(SettingsParts parts) {
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
