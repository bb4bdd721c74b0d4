package dev.netstock.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalogue as files of the core system: items and book stock.
 *
 * @param businessDate the day of the book stock
 */
record CatalogueFiles(Catalogue catalogue, LocalDate businessDate) {
    /** The files by their keys in the bucket, items first. */
    Map<String, byte[]> all() {
        var files = new TreeMap<String, byte[]>(Comparator.reverseOrder());
        files.put("inbox/items/catalogue-" + catalogue.seed() + ".csv", items());
        files.put(
                "inbox/book-stock/opening-" + businessDate + "-" + catalogue.seed() + ".csv",
                bookStock());
        return files;
    }

    private byte[] items() {
        var lines = new StringBuilder("sku,name,category\n");
        for (Product product : catalogue.products()) {
            lines.append(product.sku())
                    .append(',')
                    .append(quoted(product.name()))
                    .append(',')
                    .append(quoted(product.category()))
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    private byte[] bookStock() {
        var lines = new StringBuilder("business_date,location,sku,units\n");
        for (Product product : catalogue.products()) {
            product.supply()
                    .forEach(
                            (location, units) ->
                                    lines.append(businessDate)
                                            .append(',')
                                            .append(location)
                                            .append(',')
                                            .append(product.sku())
                                            .append(',')
                                            .append(units)
                                            .append('\n'));
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
