package dev.netstock.manualsupply;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.supply.SupplyChange;

import java.util.List;
import java.util.Optional;

/** Decodes {@code {"changes": [{"sku", "location", "supply", "ledgerVersion"}]}}. */
final class SupplyRequest {
    static final int CHANGES_MAX = 10_000;

    private static final IntegerFormat SUPPLY =
            new IntegerFormat(-SupplyChange.SUPPLY_MAX, SupplyChange.SUPPLY_MAX);

    /** The largest integer that every JSON reader represents exactly (RFC 7493, section 2.2). */
    private static final IntegerFormat LEDGER_VERSION = new IntegerFormat(1, (1L << 53) - 1);

    private final TextFormat<Location> location;

    /**
     * Creates a decoder.
     *
     * @param places the locations, open or closed; a change for any other is an error
     */
    SupplyRequest(Places places) {
        location =
                new TextFormat<>(
                        "Must be a known location.",
                        text ->
                                Location.isValid(text)
                                        && places.location(new Location(text)).isPresent(),
                        Location::new);
    }

    Decoded<List<SupplyChange>> decode(byte[] request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<List<SupplyChange>> changes =
                JsonReader.read(request, errors)
                        .flatMap(json -> JsonMembers.of(json, "", errors))
                        .map(this::changes);
        return errors.orElse(changes::orElseThrow);
    }

    private List<SupplyChange> changes(JsonMembers request) {
        List<SupplyChange> changes = request.requiredObjects("changes", CHANGES_MAX, this::change);
        request.refuseOthers();
        return changes;
    }

    private Optional<SupplyChange> change(JsonMembers change) {
        Optional<Sku> sku = change.required("sku", StockFormats.SKU);
        Optional<Location> where = change.required("location", location);
        Optional<Long> supply = change.required("supply", SUPPLY);
        Optional<Long> version = change.required("ledgerVersion", LEDGER_VERSION);
        return sku.isPresent() && where.isPresent() && supply.isPresent() && version.isPresent()
                ? Optional.of(new SupplyChange(sku.get(), where.get(), supply.get(), version.get()))
                : Optional.empty();
    }
}
