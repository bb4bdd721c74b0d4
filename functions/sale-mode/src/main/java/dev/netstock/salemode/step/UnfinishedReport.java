package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.step.SkuLevels.ItemLevel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the report of a sale has read so far, if the time of a run is not enough for all SKUs.
 *
 * @param skus how many SKUs of the plan, in its order
 * @param levels their levels
 */
record UnfinishedReport(int skus, List<ItemLevel> levels) {
    static final UnfinishedReport NONE = new UnfinishedReport(0, List.of());

    private static final IntegerFormat SKUS = new IntegerFormat(0, Integer.MAX_VALUE);
    private static final IntegerFormat UNITS = new IntegerFormat(Long.MIN_VALUE, Long.MAX_VALUE);

    UnfinishedReport {
        levels = List.copyOf(levels);
    }

    /** As the bucket has it. */
    String json() {
        return JsonWriter.object(
                json -> {
                    json.writeNumberField("skus", skus);
                    JsonWriter.objects(json, "places", levels, UnfinishedReport::place);
                });
    }

    /** Writes what is left of a SKU at a location. */
    static void place(JsonGenerator json, ItemLevel level) throws IOException {
        json.writeStringField("sku", level.item().sku().value());
        json.writeStringField("location", level.item().location().value());
        json.writeNumberField("available", level.available());
    }

    /** Parses what {@link #json} returns. */
    static UnfinishedReport parse(String json) {
        var errors = new ValidationErrors();
        JsonMembers members =
                JsonReader.parse(json, errors)
                        .flatMap(it -> JsonMembers.of(it, "", errors))
                        .orElseThrow();
        Supplier<Long> skus = members.needed("skus", SKUS);
        Supplier<List<ItemLevel>> levels =
                members.tolerantObjects("places", Integer.MAX_VALUE, UnfinishedReport::level);
        return new UnfinishedReport(Math.toIntExact(skus.get()), levels.get());
    }

    private static Supplier<ItemLevel> level(JsonMembers place) {
        Supplier<Sku> sku = place.needed("sku", StockFormats.SKU);
        Supplier<Location> location = place.needed("location", StockFormats.LOCATION);
        Supplier<Long> available = place.needed("available", UNITS);
        return () -> new ItemLevel(ItemKey.of(sku.get(), location.get()), available.get());
    }
}
