package dev.netstock.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Object versions written and read by the AWS SDK.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
class VersionsTest {
    private static final String BUCKET = "versioned";

    private final List<ObjectCreated> created = new ArrayList<>();
    private final S3Local s3 = S3Local.start(Optional.empty(), created::add);
    private final S3Client client = S3Clients.of(s3.endpoint());

    @BeforeEach
    void createBucket() {
        s3.createBucket(BUCKET);
        enable(client);
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void getBucketVersioning_ofBothKindsOfBuckets_returnsTheirSetting() {
        s3.createBucket("plain");

        assertThat(client.getBucketVersioning(it -> it.bucket(BUCKET)).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(client.getBucketVersioning(it -> it.bucket("plain")).status()).isNull();
        assertThat(
                        client.putObject(
                                        it -> it.bucket("plain").key("a"),
                                        RequestBody.fromString("x"))
                                .versionId())
                .isNull();
        assertThat(created.getLast().versionId()).isEmpty();
        assertRefused(
                501,
                "NotImplemented",
                () ->
                        client.putBucketVersioning(
                                it ->
                                        it.bucket(BUCKET)
                                                .versioningConfiguration(
                                                        to ->
                                                                to.status(
                                                                        BucketVersioningStatus
                                                                                .SUSPENDED))));
    }

    @Test
    void put_overAnObject_keepsThePreviousVersion() {
        String first = put("a", "1");
        String second = put("a", "2");

        assertThat(first).isNotEqualTo(second);
        assertThat(get("a")).isEqualTo("2");
        assertThat(get("a", first)).isEqualTo("1");
        assertThat(get("a", second)).isEqualTo("2");
        assertThat(client.headObject(it -> it.bucket(BUCKET).key("a").versionId(first)).versionId())
                .isEqualTo(first);
        assertThat(created)
                .extracting(it -> it.versionId().orElse(""))
                .containsExactly(first, second);
        assertThat(created.getFirst().sequence()).isLessThan(created.getLast().sequence());
    }

    @Test
    void get_ofAMissingVersion_isRejected() {
        put("a", "1");

        assertRefused(404, "NoSuchVersion", () -> get("a", "0123"));
        assertRefused(404, "NoSuchVersion", () -> get("b", "0123"));
        assertRefused(404, "NoSuchVersion", () -> copy("a", "0123"));
    }

    @Test
    void delete_withoutAVersion_addsADeleteMarker() {
        String version = put("a", "1");

        var marker = client.deleteObject(it -> it.bucket(BUCKET).key("a"));

        assertThat(marker.deleteMarker()).isTrue();
        assertThatThrownBy(() -> client.getObjectAsBytes(it -> it.bucket(BUCKET).key("a")))
                .isInstanceOf(NoSuchKeyException.class);
        assertRefused(405, "MethodNotAllowed", () -> get("a", marker.versionId()));
        assertRefused(400, "InvalidRequest", () -> copy("a", marker.versionId()));
        assertThat(get("a", version)).isEqualTo("1");
        assertThat(client.listObjectsV2(it -> it.bucket(BUCKET)).contents()).isEmpty();
        assertThatThrownBy(() -> client.deleteBucket(it -> it.bucket(BUCKET)))
                .hasMessageContaining("not empty");

        var removed =
                client.deleteObject(it -> it.bucket(BUCKET).key("a").versionId(marker.versionId()));

        assertThat(removed.deleteMarker()).isTrue();
        assertThat(get("a")).isEqualTo("1");
    }

    @Test
    void delete_ofAVersion_keepsTheOthers() {
        String first = put("a", "1");
        String second = put("a", "2");

        client.deleteObject(it -> it.bucket(BUCKET).key("a").versionId(first));
        assertThat(get("a")).isEqualTo("2");
        assertRefused(404, "NoSuchVersion", () -> get("a", first));
        client.deleteObject(it -> it.bucket(BUCKET).key("a").versionId(first));
        client.deleteObject(it -> it.bucket(BUCKET).key("a").versionId(second));

        assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
        client.deleteBucket(it -> it.bucket(BUCKET));
    }

    @Test
    void deleteObjects_ofVersionsAndAKey_deletesThose() {
        String first = put("a", "1");
        put("a", "2");
        put("b", "1");

        var answer =
                client.deleteObjects(
                        it ->
                                it.bucket(BUCKET)
                                        .delete(list -> list.objects(named("a", first), key("b"))));

        assertThat(answer.deleted()).extracting(it -> it.versionId()).containsExactly(first, null);
        assertThat(answer.deleted().getLast().deleteMarker()).isTrue();
        assertThat(get("a")).isEqualTo("2");
        assertRefused(404, "NoSuchVersion", () -> get("a", first));
        assertThatThrownBy(() -> get("b")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void copy_ofAVersion_isThatVersionUnderAnotherKey() {
        String first = put("a b+", "1");
        put("a b+", "2");

        var copy = copy("a b+", first);

        assertThat(get("to")).isEqualTo("1");
        assertThat(copy.copySourceVersionId()).isEqualTo(first);
        assertThat(get("to", copy.versionId())).isEqualTo("1");
    }

    @Test
    void listObjectVersions_inPages_listsAllNewestFirst() {
        String first = put("a", "1");
        String second = put("a", "2");
        String marker = client.deleteObject(it -> it.bucket(BUCKET).key("a")).versionId();
        String other = put("b/é", "1");

        var all = client.listObjectVersions(it -> it.bucket(BUCKET));
        assertThat(all.versions())
                .extracting(it -> it.key() + " " + it.versionId() + " " + it.isLatest())
                .containsExactly(
                        "a " + second + " false",
                        "a " + first + " false",
                        "b/é " + other + " true");
        assertThat(all.deleteMarkers())
                .extracting(it -> it.key() + " " + it.versionId() + " " + it.isLatest())
                .containsExactly("a " + marker + " true");
        var pages = client.listObjectVersionsPaginator(it -> it.bucket(BUCKET).maxKeys(1));
        assertThat(pages.versions())
                .extracting(it -> it.versionId())
                .containsExactly(second, first, other);
        assertThat(pages.deleteMarkers()).extracting(it -> it.versionId()).containsExactly(marker);
        assertThat(client.listObjectVersions(it -> it.bucket(BUCKET).prefix("b/")).versions())
                .extracting(it -> it.versionId())
                .containsExactly(other);
        assertThat(client.listObjectVersions(it -> it.bucket(BUCKET).keyMarker("a")).versions())
                .extracting(it -> it.versionId())
                .containsExactly(other);
    }

    @Test
    void start_withStoredVersions_servesThem(@TempDir Path folder) {
        String plain;
        String first;
        String second;
        long lastSequence;
        List<ObjectCreated> reported = new ArrayList<>();
        try (var kept = S3Local.start(Optional.of(folder), reported::add);
                var writer = S3Clients.of(kept.endpoint())) {
            kept.createBucket(BUCKET);
            plain = put(writer, "a", "0");
            enable(writer);
            first = put(writer, "a", "1");
            second = put(writer, "a", "2");
            put(writer, "b", "1");
            writer.deleteObject(it -> it.bucket(BUCKET).key("b"));
            lastSequence = reported.getLast().sequence();
        }

        try (var again = S3Local.start(Optional.of(folder), reported::add);
                var reader = S3Clients.of(again.endpoint())) {
            assertThat(plain).isNull();
            assertThat(reader.listObjectVersions(it -> it.bucket(BUCKET).prefix("a")).versions())
                    .extracting(it -> it.versionId())
                    .containsExactly(second, first, "null");
            assertThat(reader.listObjectsV2(it -> it.bucket(BUCKET)).contents())
                    .extracting(it -> it.key())
                    .containsExactly("a");
            assertThat(put(reader, "a", "3")).isNotNull();
            assertThat(reported.getLast().sequence()).isGreaterThan(lastSequence);
        }
    }

    private static void enable(S3Client client) {
        client.putBucketVersioning(
                it ->
                        it.bucket(BUCKET)
                                .versioningConfiguration(
                                        to -> to.status(BucketVersioningStatus.ENABLED)));
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> {
                            assertThat(refused.statusCode()).isEqualTo(status);
                            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }

    private String put(String key, String content) {
        return put(client, key, content);
    }

    private static String put(S3Client client, String key, String content) {
        return client.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private String get(String key) {
        return client.getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
    }

    private String get(String key, String versionId) {
        return client.getObjectAsBytes(it -> it.bucket(BUCKET).key(key).versionId(versionId))
                .asUtf8String();
    }

    private software.amazon.awssdk.services.s3.model.CopyObjectResponse copy(
            String key, String versionId) {
        return client.copyObject(
                it ->
                        it.sourceBucket(BUCKET)
                                .sourceKey(key)
                                .sourceVersionId(versionId)
                                .destinationBucket(BUCKET)
                                .destinationKey("to"));
    }

    private static ObjectIdentifier key(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static ObjectIdentifier named(String key, String versionId) {
        return ObjectIdentifier.builder().key(key).versionId(versionId).build();
    }
}
