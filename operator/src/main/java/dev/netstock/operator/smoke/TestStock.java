package dev.netstock.operator.smoke;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.StageApi;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Stock of the SKU of the smoke test: a book in the format of a core system, so that the ledger
 * knows the SKU and reconcile finds nothing unusual.
 *
 * @param bucket the output {@code FilesBucket}
 */
public record TestStock(S3Client s3, String bucket, StageApi api) {
    private static final int UNITS = 1_000;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** A paused database wakes up first. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * Uploads a book of the SKU at a location, and waits until net stock has units of it.
     *
     * @throws CommandException if it has none after five minutes
     */
    public void seed(String sku, String location) throws InterruptedException {
        Instant now = Instant.now();
        String book =
                "business_date,location,sku,units\n%s,%s,%s,%d\n"
                        .formatted(
                                now.atOffset(ZoneOffset.UTC).toLocalDate(), location, sku, UNITS);
        String key = "inbox/book-stock/smoke-%d.csv".formatted(now.toEpochMilli());
        s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(book));
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < endNanos) {
            var answer = api.send("GET", "/v1/stock/" + sku + "?consistent=true", Optional.empty());
            if (answer.body().path("available").asInt() > 0) {
                return;
            }
            Thread.sleep(POLL_INTERVAL);
        }
        throw new CommandException(
                "Net stock has no units of %s after %d minutes. See the outcome of %s: netstock imports"
                        .formatted(sku, LIMIT.toMinutes(), key));
    }
}
