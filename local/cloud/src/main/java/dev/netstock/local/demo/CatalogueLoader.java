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

/**
 * Brings the catalogue in as the core system does: it puts files into the bucket, and waits until
 * the ledger has read them and net stock knows its supply.
 *
 * @param filesBucket where the files go
 * @param netStockTable where supply must arrive
 */
public record CatalogueLoader(
        S3Client files, String filesBucket, DynamoDbClient tables, String netStockTable) {
    /** A function that was killed or timed out is retried within a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int NAMED_MAX = 10;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /**
     * What became of the catalogue.
     *
     * @param supplies how many supplies it has
     * @param inFlight those that net stock does not have yet, {@code sku@location}, in their order
     */
    public record Loaded(int supplies, List<String> inFlight) {
        public Loaded {
            inFlight = List.copyOf(inFlight);
        }

        /** One line for people: how many are in flight, and the first of them. */
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
     * Loads all of it, unless it is there already: what was sold since would come back. It waits
     * some minutes for supply to arrive, and never longer: what is in flight then arrives later.
     */
    public Loaded load(Catalogue catalogue, LocalDate businessDate) {
        return load(catalogue, businessDate, LIMIT);
    }

    /**
     * The same.
     *
     * @param limit how long it waits
     */
    Loaded load(Catalogue catalogue, LocalDate businessDate, Duration limit) {
        Set<String> wanted = keys(catalogue);
        Set<String> missing = missing(wanted);
        if (!missing.isEmpty()) {
            new CatalogueFiles(catalogue, businessDate).all().forEach(this::put);
            missing = awaitAll(wanted, limit);
        }
        return new Loaded(wanted.size(), List.copyOf(missing));
    }

    private void put(String key, byte[] content) {
        files.putObject(it -> it.bucket(filesBucket).key(key), RequestBody.fromBytes(content));
    }

    private Set<String> awaitAll(Set<String> wanted, Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        Set<String> missing = missing(wanted);
        while (!missing.isEmpty() && System.nanoTime() < endNanos) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            missing = missing(wanted);
        }
        return missing;
    }

    private Set<String> missing(Set<String> wanted) {
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
        return missing;
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
