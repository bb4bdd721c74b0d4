package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;

/**
 * CopyObject, with all that the source has. Nobody is told of the copy.
 *
 * @param buckets where the source is
 * @param target where the copy goes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record CopyRequest(Buckets buckets, Bucket target) {
    S3Answer answer(S3Request request) {
        Optional<StoredObject> source = request.header("x-amz-copy-source").flatMap(this::find);
        if (source.isEmpty()) {
            return S3Answer.refused(S3Error.NO_SUCH_KEY);
        }
        boolean isMeant =
                request.header("x-amz-copy-source-if-match")
                        .map(source.get().etag()::equals)
                        .orElse(true);
        return isMeant
                ? copy(source.get(), request.key())
                : S3Answer.refused(S3Error.PRECONDITION_FAILED);
    }

    private S3Answer copy(StoredObject source, String key) {
        var copy =
                new StoredObject(
                        key,
                        source.content(),
                        source.etag(),
                        buckets.now(),
                        source.headers(),
                        source.checksums());
        target.putIf(_ -> true, copy);
        return S3Answer.xml(
                "CopyObjectResult",
                it ->
                        it.text("ETag", copy.etag())
                                .text("LastModified", copy.lastModified().toString()));
    }

    private Optional<StoredObject> find(String source) {
        String path = URLDecoder.decode(source.replace("+", "%2B"), UTF_8).replaceFirst("^/", "");
        int slash = path.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : buckets.find(path.substring(0, slash))
                        .flatMap(bucket -> bucket.find(path.substring(slash + 1)));
    }
}
