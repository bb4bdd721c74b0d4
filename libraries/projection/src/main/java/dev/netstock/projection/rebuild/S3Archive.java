package dev.netstock.projection.rebuild;

import dev.netstock.platform.aws.DynamoClients;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The archive in S3: gzipped objects of lines, as Firehose writes them. The SDK retries reads,
 * which is safe because they change nothing. Thread-safe.
 */
public final class S3Archive implements EventArchive {
    private final S3Client client;
    private final String bucket;

    public S3Archive(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Region, credentials and endpoint come from the environment. */
    public static S3Archive of(String bucket) {
        return new S3Archive(
                S3Client.builder().httpClient(DynamoClients.httpClient()).build(), bucket);
    }

    @Override
    public List<String> names(String after) {
        ListObjectsV2Request request =
                ListObjectsV2Request.builder()
                        .bucket(bucket)
                        .prefix(PREFIX)
                        .startAfter(after)
                        .build();
        return client.listObjectsV2(request).contents().stream().map(S3Object::key).toList();
    }

    /** A gzip file may have several members in sequence; the stream reads them all. */
    @Override
    public BufferedReader open(String name) {
        GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(name).build();
        try {
            return new BufferedReader(
                    new InputStreamReader(
                            new GZIPInputStream(client.getObject(request)),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("An object of the archive is not a gzip file", e);
        }
    }
}
