package dev.netstock.settings;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.IntegerOrWordFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.shard.ShardLimits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A request to replace the settings of a SKU.
 *
 * @param replacement the thresholds and display samples by location
 * @param pins the number of shards by location; a location that is left to the policy is missing
 */
record SettingsRequest(SkuSettings.Replacement replacement, Map<Location, Integer> pins) {
    /** So many fit into a body. A file has settings of more locations. */
    static final int LOCATIONS_MAX = 300;

    /** Leaves the number of shards to the policy. */
    static final String AUTO = "auto";

    static final IntegerFormat UNITS = new IntegerFormat(0, 1_000_000_000);
    private static final List<String> THRESHOLDS =
            List.of("safetyStock", "reorderPoint", "orderUpTo", "recoveryPoint");
    static final IntegerOrWordFormat SHARDS =
            new IntegerOrWordFormat(new IntegerFormat(1, ShardLimits.MAX), AUTO);

    SettingsRequest {
        pins = Map.copyOf(pins);
    }

    /**
     * Reads a request.
     *
     * @param known the locations; others are refused
     */
    static Decoded<SettingsRequest> decode(HttpRequest request, Places known) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        request.refuseQuery(errors);
        List<LocationSettings> settings = new ArrayList<>();
        request.body(errors)
                .ifPresent(
                        body -> {
                            settings.addAll(read(body, known));
                            body.refuseOthers();
                        });
        return errors.orElse(() -> of(sku.orElseThrow(), settings));
    }

    private static SettingsRequest of(Sku sku, List<LocationSettings> settings) {
        Map<Location, Integer> pins = new HashMap<>();
        settings.forEach(it -> it.pin().ifPresent(shards -> pins.put(it.location(), shards)));
        return new SettingsRequest(replacement(sku, settings), pins);
    }

    /** The thresholds and display samples of these settings. */
    static SkuSettings.Replacement replacement(Sku sku, Collection<LocationSettings> settings) {
        Map<Location, Thresholds> thresholds = new HashMap<>();
        Map<Location, Long> samples = new HashMap<>();
        Set<Location> locations = new HashSet<>();
        settings.forEach(
                it -> {
                    locations.add(it.location());
                    it.thresholds().ifPresent(at -> thresholds.put(it.location(), at));
                    it.samples().ifPresent(on -> samples.put(it.location(), on));
                });
        return new SkuSettings.Replacement(sku, thresholds, samples, locations);
    }

    private static List<LocationSettings> read(JsonMembers body, Places known) {
        TextFormat<Location> format = location(known);
        Set<Location> seen = new HashSet<>();
        return body.requiredObjects(
                "locations",
                0,
                LOCATIONS_MAX,
                members -> {
                    Optional<Location> location = members.required("location", format);
                    if (location.filter(name -> !seen.add(name)).isPresent()) {
                        members.refuse("location", "Each location must appear only once.");
                    }
                    Optional<OptionalLong> shards = members.optional("shards", SHARDS);
                    Optional<Long> samples = members.optional("displaySamples", UNITS);
                    Optional<Thresholds> thresholds =
                            members.hasAny(THRESHOLDS) || (shards.isEmpty() && samples.isEmpty())
                                    ? thresholds(members)
                                    : Optional.empty();
                    return location.map(
                            name ->
                                    new LocationSettings(
                                            name,
                                            thresholds,
                                            samples,
                                            shards.flatMap(SettingsRequest::pin)));
                });
    }

    private static Optional<Integer> pin(OptionalLong shards) {
        return shards.isPresent() ? Optional.of((int) shards.getAsLong()) : Optional.empty();
    }

    private static Optional<Thresholds> thresholds(JsonMembers members) {
        Optional<Long> safetyStock = members.required("safetyStock", UNITS);
        Optional<Long> reorderPoint = members.required("reorderPoint", UNITS);
        Optional<Long> orderUpTo = members.required("orderUpTo", UNITS);
        Optional<Long> recoveryPoint = members.optional("recoveryPoint", UNITS);
        if (safetyStock.isEmpty() || reorderPoint.isEmpty() || orderUpTo.isEmpty()) {
            return Optional.empty();
        }
        return LocationSettings.thresholds(
                safetyStock.get(),
                reorderPoint.get(),
                orderUpTo.get(),
                recoveryPoint,
                members::refuse);
    }

    static TextFormat<Location> location(Places known) {
        return new TextFormat<>(
                "Must be a known location.",
                text -> Location.isValid(text) && known.location(new Location(text)).isPresent(),
                Location::new);
    }
}
