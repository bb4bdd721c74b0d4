package dev.netstock.local.demo;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Loads the catalogue as the core system does: it puts files into the bucket and waits until the
 * ledger has imported them and net stock has the supply.
 *
 * @param filesBucket the bucket for files
 * @param netStockTable the table that must receive the supply
 */
public record CatalogueLoader(
        S3Client files, String filesBucket, DynamoDbClient tables, String netStockTable) {
    /** A function that was killed or timed out is retried within a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int NAMED_MAX = 10;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    /**
     * The result of a load.
     *
     * @param supplies number of supplies in the catalogue
     * @param inFlight supplies that net stock does not have yet, as {@code sku@location}, sorted
     */
    public record Loaded(int supplies, List<String> inFlight) {
        public Loaded {
            inFlight = List.copyOf(inFlight);
        }

        /** How many supplies net stock has. */
        public int arrived() {
            return supplies - inFlight.size();
        }

        /** One line of text: how many supplies are in flight, and the first of them. */
        public String line() {
            String first = String.join(", ", inFlight.stream().limit(NAMED_MAX).toList());
            return "%d of %d supplies are still in flight: %s%s"
                    .formatted(
                            inFlight.size(),
                            supplies,
                            first,
                            inFlight.size() > NAMED_MAX ? ", …" : "");
        }
    }

    /**
     * Loads the catalogue unless it is loaded already, since a second load would reset what was
     * sold. It waits a few minutes for the supply. Supply that is still in flight then arrives
     * later.
     *
     * @param progress receives what has arrived so far, several times a second
     */
    public Loaded load(Catalogue catalogue, LocalDate businessDate, Consumer<Loaded> progress) {
        return load(catalogue, businessDate, LIMIT, progress);
    }

    /**
     * Loads the catalogue with a time limit.
     *
     * @param limit maximum wait
     */
    Loaded load(
            Catalogue catalogue,
            LocalDate businessDate,
            Duration limit,
            Consumer<Loaded> progress) {
        Set<String> wanted = keys(catalogue);
        Loaded loaded = loaded(wanted);
        if (!loaded.inFlight().isEmpty()) {
            new CatalogueFiles(catalogue, businessDate).all().forEach(this::put);
        }
        long endNanos = System.nanoTime() + limit.toNanos();
        while (!loaded.inFlight().isEmpty() && System.nanoTime() < endNanos) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            loaded = loaded(wanted);
            progress.accept(loaded);
        }
        return loaded;
    }

    private void put(String key, byte[] content) {
        files.putObject(it -> it.bucket(filesBucket).key(key), RequestBody.fromBytes(content));
    }

    private Loaded loaded(Set<String> wanted) {
        var missing = new TreeSet<>(wanted);
        tables.scanPaginator(
                        it ->
                                it.tableName(netStockTable)
                                        .consistentRead(true)
                                        .filterExpression("attribute_exists(supply)")
                                        .projectionExpression("sku, #location")
                                        .expressionAttributeNames(Map.of("#location", "location")))
                .items()
                .forEach(item -> missing.remove(key(text(item, "sku"), text(item, "location"))));
        return new Loaded(wanted.size(), List.copyOf(missing));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private static Set<String> keys(Catalogue catalogue) {
        var keys = new HashSet<String>();
        for (Product product : catalogue.products()) {
            product.supply().keySet().forEach(location -> keys.add(key(product.sku(), location)));
        }
        return keys;
    }

    private static String key(String sku, String location) {
        return sku + "@" + location;
    }
}
