package dev.netstock.salemode.aws;

import dev.netstock.salemode.step.SaleReports;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reports in a bucket. Thread-safe.
 *
 * @param client the client; it repeats by itself, a report is the same however often it is written
 * @param bucket the bucket
 */
public record S3SaleReports(S3Client client, String bucket) implements SaleReports {
    @Override
    public void put(String key, String json) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromString(json));
    }
}
