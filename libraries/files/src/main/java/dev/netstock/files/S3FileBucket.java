package dev.netstock.files;

import dev.netstock.files.FileBucket.Opened;
import dev.netstock.files.FileBucket.Version;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Optional;

/**
 * The bucket in S3. Thread-safe.
 *
 * @param client retries as the SDK does by default
 * @param bucket its name
 */
public record S3FileBucket(S3Client client, String bucket) implements FileBucket {
    private static final int GONE = 404;
    private static final int REPLACED = 412;

    /**
     * Opens an object. A version still exists after its object was deleted; then the current
     * version is a delete marker, which the HEAD request shows.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working
     *     with delete markers</a>
     */
    @Override
    public Optional<Opened> open(String key, Optional<String> versionId) {
        try {
            if (versionId.isPresent()) {
                client.headObject(head -> head.bucket(bucket).key(key));
            }
            ResponseInputStream<GetObjectResponse> object =
                    client.getObject(
                            get -> get.bucket(bucket).key(key).versionId(versionId.orElse(null)));
            GetObjectResponse found = object.response();
            String id = Optional.ofNullable(found.versionId()).orElse(Version.UNVERSIONED);
            return Optional.of(
                    new Opened(object, new Version(id, found.eTag()), found.lastModified()));
        } catch (S3Exception e) {
            if (e.statusCode() == GONE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void move(String from, Version version, String to) {
        try {
            client.copyObject(
                    copy ->
                            copy.sourceBucket(bucket)
                                    .sourceKey(from)
                                    .sourceVersionId(version.id())
                                    .copySourceIfMatch(version.etag())
                                    .destinationBucket(bucket)
                                    .destinationKey(to));
        } catch (S3Exception e) {
            if (e.statusCode() == GONE || e.statusCode() == REPLACED) {
                return;
            }
            throw e;
        }
        client.deleteObject(delete -> delete.bucket(bucket).key(from).versionId(version.id()));
    }

    @Override
    public void put(String key, String json) {
        client.putObject(
                put -> put.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromString(json));
    }
}
