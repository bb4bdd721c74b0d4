package dev.netstock.infra.cost;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Path;
import java.util.Map;

/**
 * List prices of AWS in one region: {@code infra-cdk/prices/<region>.yaml}. Immutable.
 *
 * @param region {@code ap-northeast-1}
 * @param date when the table was last compared with AWS's, {@code 2026-10-10}
 * @param prices by name
 */
public record PriceTable(String region, String date, Map<String, Price> prices) {
    /** The region of the table that is used if none is named. */
    public static final String DEFAULT_REGION = "ap-northeast-1";

    /**
     * A price.
     *
     * @param usd US dollars for one unit
     * @param unit what is counted
     * @param source the page that has it
     * @param checked the day of the copy of AWS's list with which it was compared; null: never
     */
    public record Price(double usd, String unit, String source, @Nullable String checked) {}

    public PriceTable {
        prices = Map.copyOf(prices);
    }

    /** Reads the table of a region from the folder of the price tables. */
    public static PriceTable read(Path folder, String region) {
        return new YAMLMapper()
                .readValue(folder.resolve(region + ".yaml").toFile(), PriceTable.class);
    }

    /** US dollars for one unit. */
    double of(String name) {
        return requireNonNull(prices.get(name), () -> "No price of " + name).usd();
    }
}
