package dev.netstock.local.s3;

import java.util.Map;
import java.util.TreeMap;

/**
 * A version of an object. In a bucket without versions an object has one, {@value #NULL}.
 *
 * @param id {@value #NULL} for an object written before versioning was enabled
 * @param sequence increases with each write to the bucket, also after a restart
 * @param isDeleteMarker whether it is a delete marker, which has no content
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
record ObjectVersion(String id, long sequence, boolean isDeleteMarker, StoredObject object) {
    static final String NULL = "null";

    /** The version headers; empty in a bucket without versions. */
    Map<String, String> headers(Bucket bucket) {
        Map<String, String> headers = new TreeMap<>();
        if (bucket.isVersioned()) {
            headers.put("x-amz-version-id", id);
        }
        if (isDeleteMarker) {
            headers.put("x-amz-delete-marker", "true");
        }
        return headers;
    }

    String key() {
        return object.key();
    }
}
