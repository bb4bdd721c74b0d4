package dev.netstock.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Objects written and read by the AWS SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectsTest {
    private static final String BUCKET = "shelf";

    private final S3Local s3 = S3Local.start();
    private final S3Client client = S3Clients.of(s3.endpoint());

    @BeforeAll
    void createBucket() {
        s3.createBucket(BUCKET);
    }

    @AfterAll
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void put_withTheSdksDefaults_isReadBackWithTypeEncodingAndMetadata() {
        String key = "a b/+é=%.json";
        client.putObject(
                it ->
                        it.bucket(BUCKET)
                                .key(key)
                                .contentType("application/json")
                                .contentEncoding("gzip")
                                .metadata(Map.of("origin", "stream")),
                RequestBody.fromString("{}"));

        var read = client.getObjectAsBytes(it -> it.bucket(BUCKET).key(key));

        assertThat(read.asUtf8String()).isEqualTo("{}");
        assertThat(read.response().contentType()).isEqualTo("application/json");
        assertThat(read.response().contentEncoding()).isEqualTo("gzip");
        assertThat(read.response().metadata()).containsEntry("origin", "stream");
        assertThat(read.response().eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
    }

    @Test
    void put_withUnknownLength_isReadBackCompletely() {
        byte[] content = "0123456789".repeat(100_000).getBytes(UTF_8);
        client.putObject(
                it -> it.bucket(BUCKET).key("large"),
                RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(content), "application/octet-stream"));

        var read = client.getObjectAsBytes(it -> it.bucket(BUCKET).key("large"));

        assertThat(read.asByteArray()).isEqualTo(content);
    }

    @Test
    void put_manyTimesOverKeptConnections_losesNone() {
        IntStream.range(0, 300).forEach(n -> put("many/" + n, "content " + n));

        assertThat(IntStream.range(0, 300).mapToObj(n -> get("many/" + n)))
                .allMatch(content -> content.startsWith("content "));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void put_withAChecksum_isVerifiedAndReadBackWithIt(ChecksumAlgorithm algorithm) {
        client.putObject(
                it -> it.bucket(BUCKET).key("checked").checksumAlgorithm(algorithm),
                RequestBody.fromString("content"));

        // The client validates the checksum and reports the validation.
        var head =
                client.headObject(
                        it -> it.bucket(BUCKET).key("checked").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.toString()).contains("Checksum" + algorithm.toString());
        assertThat(get("checked")).isEqualTo("content");
    }

    @Test
    void put_withAWrongChecksum_isRejected() {
        assertThatThrownBy(
                        () ->
                                client.putObject(
                                        it ->
                                                it.bucket(BUCKET)
                                                        .key("bad")
                                                        .checksumCRC32("AAAAAA=="),
                                        RequestBody.fromString("content")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("BadDigest"));
        assertThatThrownBy(() -> get("bad")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void put_withoutAChecksum_isAccepted() {
        try (var plain =
                S3Clients.builder(s3.endpoint())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .build()) {
            plain.putObject(
                    it -> it.bucket(BUCKET).key("plain"), RequestBody.fromString("content"));
        }
        assertThat(get("plain")).isEqualTo("content");
    }

    @Test
    void put_withIfNoneMatch_isRejectedTheSecondTime() {
        client.putObject(
                it -> it.bucket(BUCKET).key("once").ifNoneMatch("*"),
                RequestBody.fromString("first"));

        assertThatThrownBy(
                        () ->
                                client.putObject(
                                        it -> it.bucket(BUCKET).key("once").ifNoneMatch("*"),
                                        RequestBody.fromString("second")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
        assertThat(get("once")).isEqualTo("first");
    }

    @Test
    void put_withIfMatch_isRejectedAfterAnotherWrite() {
        String etag = put("seen", "first");
        client.putObject(
                it -> it.bucket(BUCKET).key("seen").ifMatch(etag),
                RequestBody.fromString("second"));

        assertThatThrownBy(
                        () ->
                                client.putObject(
                                        it -> it.bucket(BUCKET).key("seen").ifMatch(etag),
                                        RequestBody.fromString("third")))
                .isInstanceOf(S3Exception.class);
        assertThat(get("seen")).isEqualTo("second");
    }

    @Test
    void get_ofARange_returnsThatPart() {
        put("ranged", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-1")).isEqualTo("9");
        assertThat(range("bytes=8-100")).isEqualTo("89");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(416));
    }

    @Test
    void head_ofAnObject_returnsItsSize() {
        put("known", "four");

        assertThat(client.headObject(it -> it.bucket(BUCKET).key("known")).contentLength())
                .isEqualTo(4);
        assertThatThrownBy(() -> client.headObject(it -> it.bucket(BUCKET).key("unknown")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void delete_ofAnExistingOrMissingObject_succeeds() {
        put("gone", "soon");
        client.deleteObject(it -> it.bucket(BUCKET).key("gone"));
        client.deleteObject(it -> it.bucket(BUCKET).key("gone"));

        assertThatThrownBy(() -> get("gone")).isInstanceOf(NoSuchKeyException.class);
    }

    /**
     * Bulk deletion.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
     */
    @Test
    void deleteObjects_ofKeys_deletesAndListsThem() {
        put("batch/<1>&", "x");
        put("batch/2", "x");

        var answer =
                client.deleteObjects(
                        it ->
                                it.bucket(BUCKET)
                                        .delete(
                                                list ->
                                                        list.objects(
                                                                key("batch/<1>&"),
                                                                key("batch/2"))));

        assertThat(answer.deleted())
                .extracting(it -> it.key())
                .containsExactly("batch/<1>&", "batch/2");
        assertThatThrownBy(() -> get("batch/<1>&")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void call_onAnUnknownBucket_isRejected() {
        assertThatThrownBy(
                        () ->
                                client.putObject(
                                        it -> it.bucket("nowhere").key("a"), RequestBody.empty()))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void copy_ofAnObject_isTheSameUnderAnotherKey() {
        String etag = put("from here+now", "x");

        copy("from here+now", etag);

        assertThat(get("to")).isEqualTo("x");
        assertThat(get("from here+now")).isEqualTo("x");
    }

    @Test
    void copy_ofAReplacedObject_isRejected() {
        put("from", "x");

        assertThatThrownBy(() -> copy("from", "\"another\""))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
    }

    @Test
    void copy_ofAMissingObject_isRejected() {
        assertThatThrownBy(() -> copy("nothing", "any")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void call_ofAnUnsupportedFeature_isRejected() {
        put("tagged", "x");

        assertThatThrownBy(() -> client.getObjectTagging(it -> it.bucket(BUCKET).key("tagged")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("NotImplemented"));
    }

    private void copy(String key, String etag) {
        client.copyObject(
                it ->
                        it.sourceBucket(BUCKET)
                                .sourceKey(key)
                                .copySourceIfMatch(etag)
                                .destinationBucket(BUCKET)
                                .destinationKey("to"));
    }

    private String put(String key, String content) {
        return client.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .eTag();
    }

    private String get(String key) {
        return client.getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
    }

    private String range(String range) {
        return client.getObjectAsBytes(it -> it.bucket(BUCKET).key("ranged").range(range))
                .asUtf8String();
    }

    private static ObjectIdentifier key(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }
}
