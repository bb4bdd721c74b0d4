package dev.netstock.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets and their listings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketsTest {
    private final S3Local s3 = S3Local.start();
    private final S3Client client = S3Clients.of(s3.endpoint());

    @AfterAll
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void list_beyondAPage_continuesAfterThePage() {
        fill("pages", "a/1", "a/2", "a/3", "a/4", "a/5", "b/1");

        var first = client.listObjectsV2(it -> it.bucket("pages").prefix("a/").maxKeys(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.keyCount()).isEqualTo(2);
        assertThat(
                        client.listObjectsV2Paginator(
                                        it -> it.bucket("pages").prefix("a/").maxKeys(2))
                                .contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "a/3", "a/4", "a/5");
    }

    @Test
    void list_withADelimiter_returnsEachPrefixOnce() {
        fill("folders", "day/1/x", "day/1/y", "day/2/x", "day/readme");

        var page = client.listObjectsV2(it -> it.bucket("folders").prefix("day/").delimiter("/"));

        assertThat(page.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("day/1/", "day/2/");
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("day/readme");
        var pages =
                client.listObjectsV2Paginator(
                        it -> it.bucket("folders").prefix("day/").delimiter("/").maxKeys(1));
        assertThat(pages.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("day/1/", "day/2/");
    }

    @Test
    void list_always_isOrderedByTheKeysBytes() {
        fill("order", "z", "\uD83D\uDE00", "\uFF5E", "Z", "a b&<c>");

        var keys = client.listObjectsV2(it -> it.bucket("order")).contents();

        assertThat(keys)
                .extracting(S3Object::key)
                .containsExactly("Z", "a b&<c>", "z", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void list_withStartAfter_omitsEarlierKeys() {
        fill("later", "1", "2", "3");

        var keys = client.listObjectsV2(it -> it.bucket("later").startAfter("1")).contents();

        assertThat(keys).extracting(S3Object::key).containsExactly("2", "3");
        assertThat(keys.getFirst().size()).isEqualTo(7);
    }

    @Test
    void list_withTheOlderAction_isRejected() {
        fill("older");

        assertThatThrownBy(() -> client.listObjects(it -> it.bucket("older")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501));
    }

    @Test
    void createBucket_whenItExists_isRejected() {
        client.createBucket(it -> it.bucket("mine"));

        assertThatThrownBy(() -> client.createBucket(it -> it.bucket("mine")))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        assertThat(client.listBuckets().buckets()).extracting(it -> it.name()).contains("mine");
    }

    @Test
    void deleteBucket_onlyWhenEmpty_deletesIt() {
        fill("full", "a");
        assertThatThrownBy(() -> client.deleteBucket(it -> it.bucket("full")))
                .hasMessageContaining("not empty");

        client.deleteObject(it -> it.bucket("full").key("a"));
        client.deleteBucket(it -> it.bucket("full"));

        assertThatThrownBy(() -> client.headBucket(it -> it.bucket("full")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void start_withStoredObjects_servesThem(@TempDir Path folder) {
        try (var kept = S3Local.start(Optional.of(folder));
                var writer = S3Clients.of(kept.endpoint())) {
            kept.createBucket("kept");
            writer.putObject(
                    it -> it.bucket("kept").key("a/b").metadata(Map.of("n", "1")),
                    RequestBody.fromString("content"));
            writer.putObject(it -> it.bucket("kept").key("a"), RequestBody.fromString("gone"));
            writer.deleteObject(it -> it.bucket("kept").key("a"));
        }

        try (var again = S3Local.start(Optional.of(folder));
                var reader = S3Clients.of(again.endpoint())) {
            again.createBucket("kept");
            var read = reader.getObjectAsBytes(it -> it.bucket("kept").key("a/b"));
            assertThat(read.asUtf8String()).isEqualTo("content");
            assertThat(read.response().metadata()).containsEntry("n", "1");
            assertThatThrownBy(() -> reader.getObjectAsBytes(it -> it.bucket("kept").key("a")))
                    .isInstanceOf(NoSuchKeyException.class);
        }
    }

    private void fill(String bucket, String... keys) {
        s3.createBucket(bucket);
        for (String key : List.of(keys)) {
            client.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("content"));
        }
    }
}
