package dev.netstock.local.demo;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /**
     * Loads all of it, unless it is there already: what was sold since would come back.
     *
     * @return how many supplies net stock has of it
     * @throws IllegalStateException if some do not arrive; the import's log says why
     */
    public int load(Catalogue catalogue, LocalDate businessDate) {
        Set<String> wanted = keys(catalogue);
        if (missing(wanted) > 0) {
            new CatalogueFiles(catalogue, businessDate).all().forEach(this::put);
            await(wanted);
        }
        return wanted.size();
    }

    private void put(String key, byte[] content) {
        files.putObject(it -> it.bucket(filesBucket).key(key), RequestBody.fromBytes(content));
    }

    private void await(Set<String> wanted) {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        int missing = missing(wanted);
        while (missing > 0) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException(
                        missing + " supplies of the catalogue did not arrive in net stock");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            missing = missing(wanted);
        }
    }

    private int missing(Set<String> wanted) {
        var missing = new HashSet<>(wanted);
        tables.scanPaginator(
                        it ->
                                it.tableName(netStockTable)
                                        .consistentRead(true)
                                        .filterExpression("attribute_exists(supply)")
                                        .projectionExpression("sku, #location")
                                        .expressionAttributeNames(Map.of("#location", "location")))
                .items()
                .forEach(item -> missing.remove(key(text(item, "sku"), text(item, "location"))));
        return missing.size();
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
