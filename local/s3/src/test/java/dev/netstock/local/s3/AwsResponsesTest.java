package dev.netstock.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The responses of S3 to single requests, according to its documentation and to published
 * recordings. Each row starts with only the object {@code shelf/there} ({@value #CONTENT}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Actions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 * @see <a href="https://github.com/localstack/localstack/tree/main/tests/aws/services/s3">Answers
 *     of S3, recorded by others</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private static final String CONTENT = "0123456789";
    private static final String ETAG = "\"781e5e245d69b566979b86e28d23f2c7\"";
    private static final String PAST = "Sat, 01 Jan 2000 00:00:00 GMT";
    private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";
    private static final String MD5_OF_X = "ndTkYSaMgDT1yFZOFVxnpg==";

    /**
     * A request and its response.
     *
     * @param request method, path after the bucket, and headers, each without spaces
     * @param body request body
     * @param answer status and error code or body; {@code -} if not checked
     * @param left whether the object is there afterwards as it was
     */
    record Row(String request, String body, String answer, boolean left) {
        static Row of(String request, String answer) {
            return new Row(request, "x", answer, true);
        }

        static Row with(String request, String body, String answer) {
            return new Row(request, body, answer, true);
        }

        Row butGone() {
            return new Row(request, body, answer, false);
        }

        @Override
        public String toString() {
            return request + " → " + answer;
        }
    }

    /**
     * Conditional writes: {@code If-None-Match} takes {@code *} alone.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
     *     writes</a>
     */
    static final List<Row> WRITES =
            List.of(
                    Row.of("PUT /new | If-None-Match: *", "200"),
                    Row.of("PUT /there | If-None-Match: *", "412 PreconditionFailed"),
                    Row.of("PUT /new | If-None-Match: " + ETAG, "501 NotImplemented"),
                    Row.of("PUT /there | If-Match: \"other\"", "412 PreconditionFailed"),
                    Row.of("PUT /there | If-Match: " + ETAG, "200").butGone(),
                    Row.of("PUT /there | If-Match: " + ETAG.replace("\"", ""), "200").butGone(),
                    Row.of("PUT /new | If-Match: " + ETAG, "404 NoSuchKey"),
                    Row.of("PUT /there | If-Match: *", "501 NotImplemented"),
                    Row.of("PUT /new | If-Match: * | If-None-Match: *", "501 NotImplemented"),
                    Row.of("PUT /there | If-Unmodified-Since: " + FUTURE, "501 NotImplemented"));

    /**
     * Conditional deletes and unsupported headers.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional
     *     deletes</a>
     */
    static final List<Row> DELETES =
            List.of(
                    Row.of("DELETE /there | If-Match: \"other\"", "412 PreconditionFailed"),
                    Row.of("DELETE /there | If-Match: " + ETAG, "204").butGone(),
                    Row.of("DELETE /there | If-Match: *", "204").butGone(),
                    Row.of("DELETE /new | If-Match: " + ETAG, "404 NoSuchKey"),
                    Row.of("DELETE /new | If-Match: *", "412 PreconditionFailed"),
                    Row.of("DELETE /there | If-None-Match: *", "501 NotImplemented"),
                    Row.of("DELETE /there | x-amz-if-match-size: 10", "501 NotImplemented"),
                    Row.of(
                            "DELETE /there | x-amz-if-match-last-modified-time: " + PAST,
                            "501 NotImplemented"),
                    Row.of("DELETE /there | x-amz-mfa: 1", "501 NotImplemented"),
                    Row.of("DELETE /there?versionId=1", "204"),
                    Row.of("DELETE /there?versionId=1 | If-Match: *", "501 if-match"),
                    Row.with(
                            "POST ?delete | md5",
                            delete("<Key>there</Key><ETag>other</ETag>"),
                            "200 <Key>there</Key><Code>PreconditionFailed</Code>"),
                    Row.with(
                            "POST ?delete | md5",
                            delete("<Key>new</Key><ETag>other</ETag>"),
                            "200 <Key>new</Key><Code>NoSuchKey</Code>"),
                    Row.with(
                                    "POST ?delete | md5",
                                    delete("<Key>there</Key><ETag>" + ETAG + "</ETag>"),
                                    "200 <Deleted><Key>there</Key></Deleted>")
                            .butGone(),
                    Row.with(
                            "POST ?delete | md5",
                            delete("<Key>there</Key><Size>10</Size>"),
                            "200 <Code>NotImplemented</Code>"),
                    Row.with("POST ?delete", delete("<Key>there</Key>"), "400 InvalidRequest"),
                    Row.with("POST ?delete | md5", "<Delete></Delete>", "400 MalformedXML"),
                    Row.with("POST ?delete | md5", "<Delete>", "400 MalformedXML"),
                    Row.with("POST ?delete | md5", delete("<Kee>there</Kee>"), "400 MalformedXML"),
                    Row.with(
                            "POST ?delete | md5",
                            "<Delete>"
                                    + "<Object><Key>there</Key></Object>".repeat(1001)
                                    + "</Delete>",
                            "400 MalformedXML"),
                    Row.with(
                            "POST ?delete | Content-MD5: " + MD5_OF_X,
                            delete("<Key>there</Key>"),
                            "400 BadDigest"));

    /**
     * Copies.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
     */
    static final List<Row> COPIES =
            List.of(
                    Row.of("PUT /new | from: shelf/there", "200 " + ETAG),
                    Row.of("PUT /new | from: /shelf/%74here", "200 " + ETAG),
                    Row.of("PUT /there | from: shelf/there", "400 InvalidRequest"),
                    Row.of(
                            "PUT /there | from: shelf/there | x-amz-meta-a: b",
                            "400 InvalidRequest"),
                    Row.of(
                            "PUT /there | from: shelf/there | x-amz-metadata-directive: REPLACE",
                            "200"),
                    Row.of("PUT /there | from: shelf/there | x-amz-storage-class: STANDARD", "200"),
                    Row.of(
                            "PUT /there | from: shelf/there | x-amz-storage-class: STANDARD"
                                    + " | If-None-Match: *",
                            "412 PreconditionFailed"),
                    Row.of("PUT /new | from: shelf/there | If-None-Match: *", "200"),
                    Row.of(
                            "PUT /new | from: shelf/there | If-None-Match: " + ETAG,
                            "501 NotImplemented"),
                    Row.of("PUT /new | from: shelf/there | If-Match: " + ETAG, "404 NoSuchKey"),
                    Row.of("PUT /new | from: shelf/none", "404 NoSuchKey"),
                    Row.of("PUT /new | from: nowhere/there", "404 NoSuchBucket"),
                    Row.of("PUT /new | from: there", "400 InvalidArgument"),
                    Row.of("PUT /new | from: shelf/there?versionId=1", "404 NoSuchVersion"),
                    Row.of("PUT /new | from: shelf/there?part=1", "501 NotImplemented"),
                    Row.of("PUT /there | from: shelf/there?versionId=null", "200"),
                    Row.of(
                            "PUT /new | from: shelf/there | x-amz-metadata-directive: MOVE",
                            "400 InvalidArgument"),
                    Row.of(
                            "PUT /new | from: shelf/there | x-amz-tagging: a=b",
                            "501 NotImplemented"),
                    Row.of(
                            "PUT /new | from: shelf/there | from-if-match: \"other\"",
                            "412 PreconditionFailed"),
                    Row.of("PUT /new | from: shelf/there | from-if-match: " + ETAG, "200"),
                    Row.of(
                            "PUT /new | from: shelf/there | from-if-none-match: " + ETAG,
                            "412 PreconditionFailed"),
                    Row.of(
                            "PUT /new | from: shelf/there | from-if-unmodified-since: " + PAST,
                            "412 PreconditionFailed"),
                    Row.of(
                            "PUT /new | from: shelf/there | from-if-unmodified-since: "
                                    + PAST
                                    + " | from-if-match: "
                                    + ETAG,
                            "200"),
                    Row.of("PUT /new | from: shelf/there | from-if-modified-since: " + PAST, "200"),
                    Row.of(
                            "PUT /new | from: shelf/there | x-amz-checksum-algorithm: SHA1",
                            "200 <ChecksumSHA1>"),
                    Row.of(
                            "PUT /new | from: shelf/there | x-amz-checksum-algorithm: ROT13",
                            "400 InvalidRequest"));

    /**
     * Digests and limits of uploads.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
     *     object integrity for data uploads</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Metadata</a>
     */
    static final List<Row> UPLOADS =
            List.of(
                    Row.of("PUT /new | Content-MD5: " + MD5_OF_X, "200"),
                    Row.of("PUT /new | Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==", "400 BadDigest"),
                    Row.of("PUT /new | Content-MD5: __invalid__", "400 InvalidDigest"),
                    Row.of("PUT /new | Content-MD5: MTIz", "400 InvalidDigest"),
                    Row.of("PUT /new | Content-MD5: 000", "400 InvalidDigest"),
                    Row.of("PUT /new | x-amz-checksum-crc32: jNyx7w==", "400 BadDigest"),
                    Row.of("PUT /new | x-amz-checksum-crc32: 1", "400 InvalidRequest"),
                    Row.of(
                            "PUT /new | x-amz-checksum-crc32: AAAAAA=="
                                    + " | x-amz-checksum-crc32c: AAAAAA==",
                            "400 InvalidRequest"),
                    Row.of("PUT /new | x-amz-sdk-checksum-algorithm: SHA1", "400 InvalidRequest"),
                    Row.of("PUT /new | x-amz-sdk-checksum-algorithm: ROT13", "400 InvalidRequest"),
                    Row.of(
                            "PUT /new | x-amz-trailer: x-amz-checksum-crc32",
                            "400 MalformedTrailer"),
                    Row.of("PUT /new | x-amz-content-sha256: 12", "400 InvalidArgument"),
                    Row.of(
                            "PUT /new | x-amz-content-sha256: " + "0".repeat(64),
                            "400 XAmzContentSHA256Mismatch"),
                    Row.of(
                            "PUT /new | x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                            "411 MissingContentLength"),
                    Row.of("PUT /new | x-amz-meta-a: " + "b".repeat(2047), "200"),
                    Row.of("PUT /new | x-amz-meta-a: " + "b".repeat(2048), "400 MetadataTooLarge"),
                    Row.of("PUT /" + "k".repeat(1024), "200"),
                    Row.of("PUT /" + "k".repeat(1025), "400 KeyTooLongError"),
                    Row.of("GET /" + "k".repeat(1025), "400 KeyTooLongError"),
                    Row.of("PUT /new | x-amz-storage-class: STANDARD", "200"),
                    Row.of("PUT /new | x-amz-storage-class: GLACIER", "501 NotImplemented"),
                    Row.of("PUT /new | x-amz-storage-class: WOOD", "400 InvalidStorageClass"),
                    Row.of("PUT /new | x-amz-server-side-encryption: AES256", "200"),
                    Row.of(
                            "PUT /new | x-amz-server-side-encryption: aws:kms",
                            "501 NotImplemented"),
                    Row.of(
                            "PUT /new | x-amz-server-side-encryption: ROT13",
                            "400 InvalidEncryptionAlgorithmError"),
                    Row.of("PUT /new | x-amz-acl: bucket-owner-full-control", "200"),
                    Row.of(
                            "PUT /new | x-amz-acl: public-read",
                            "400 AccessControlListNotSupported"),
                    Row.of("PUT /new | x-amz-tagging: a=b", "501 x-amz-tagging"),
                    Row.of("PUT /new | x-amz-object-lock-mode: GOVERNANCE", "501 NotImplemented"),
                    Row.of("PUT /new | x-amz-expected-bucket-owner: 1", "501 NotImplemented"),
                    Row.of("PUT /new | x-amz-write-offset-bytes: 1", "501 NotImplemented"),
                    Row.of("PUT /new?partNumber=1&uploadId=2", "501 partNumber"),
                    Row.of("POST /new?uploads", "501 uploads"),
                    Row.of("PUT /new?acl", "501 acl"));

    /**
     * Reads: conditions and ranges.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
     */
    static final List<Row> READS =
            List.of(
                    Row.of("GET /there | If-Match: " + ETAG, "200 " + CONTENT),
                    Row.of("GET /there | If-Match: \"other\"", "412 PreconditionFailed"),
                    Row.of("GET /there | If-None-Match: " + ETAG, "304"),
                    Row.of("GET /there | If-None-Match: *", "304"),
                    Row.of("GET /there | If-None-Match: \"other\", " + ETAG, "304"),
                    Row.of("GET /there | If-None-Match: \"other\"", "200 " + CONTENT),
                    Row.of("GET /there | If-Modified-Since: " + PAST, "200"),
                    Row.of("GET /there | If-Modified-Since: " + FUTURE, "200"),
                    Row.of("GET /there | If-Modified-Since: now", "304"),
                    Row.of("GET /there | If-Modified-Since: soon", "200"),
                    Row.of("GET /there | If-Unmodified-Since: " + PAST, "412 PreconditionFailed"),
                    Row.of("GET /there | If-Unmodified-Since: now", "200"),
                    Row.of(
                            "GET /there | If-Unmodified-Since: " + PAST + " | If-Match: " + ETAG,
                            "200"),
                    Row.of(
                            "GET /there | If-Modified-Since: " + PAST + " | If-None-Match: " + ETAG,
                            "304"),
                    Row.of("HEAD /there | If-None-Match: " + ETAG, "304"),
                    Row.of("HEAD /there | If-Match: \"other\"", "412"),
                    Row.of("GET /there | Range: bytes=2-4", "206 234"),
                    Row.of("GET /there | Range: bytes=-15", "206 " + CONTENT),
                    Row.of("GET /there | Range: bytes=8-999999999999", "206 89"),
                    Row.of("GET /there | Range: bytes=1-0", "200 " + CONTENT),
                    Row.of("GET /there | Range: bytes=0-1,3-4", "200 " + CONTENT),
                    Row.of("GET /there | Range: bytes=-", "200 " + CONTENT),
                    Row.of("GET /there | Range: 0-1", "200 " + CONTENT),
                    Row.of("GET /there | Range: bytes=-0", "416 InvalidRange"),
                    Row.of("GET /there | Range: bytes=10-", "416 InvalidRange"),
                    Row.of("GET /there | Range: bytes=100-200", "416 InvalidRange"),
                    Row.of("HEAD /there | Range: bytes=100-200", "416"),
                    Row.of("GET /there | If-Range: " + ETAG, "501 if-range"),
                    Row.of("GET /there | x-amz-checksum-mode: OFF", "400 InvalidArgument"),
                    Row.of("GET /there?partNumber=1", "501 partNumber"),
                    Row.of("GET /there?versionId=1", "404 NoSuchVersion"),
                    Row.of("GET /there?versionId=", "400 InvalidArgument"),
                    Row.of("PUT /there?versionId=1", "501 versionId"),
                    Row.of("GET /there?tagging", "501 tagging"),
                    Row.of("GET /none", "404 NoSuchKey"),
                    Row.of("HEAD /none", "404"),
                    Row.of("PATCH /there", "405 MethodNotAllowed"));

    /**
     * Listings and buckets.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Naming
     *     rules</a>
     */
    static final List<Row> BUCKETS =
            List.of(
                    Row.of("GET ?list-type=2", "200 <Key>there</Key>"),
                    Row.of("GET ?list-type=2&max-keys=0", "200 <IsTruncated>false</IsTruncated>"),
                    Row.of("GET ?list-type=2&max-keys=2147483647", "200 <MaxKeys>1000</MaxKeys>"),
                    Row.of("GET ?list-type=2&max-keys=2147483648", "400 InvalidArgument"),
                    Row.of("GET ?list-type=2&max-keys=-1", "400 InvalidArgument"),
                    Row.of("GET ?list-type=2&max-keys=many", "400 InvalidArgument"),
                    Row.of("GET ?list-type=2&encoding-type=gzip", "400 InvalidArgument"),
                    Row.of("GET ?list-type=2&encoding-type=", "400 InvalidArgument"),
                    Row.of(
                            "GET ?list-type=2&encoding-type=url&prefix=a/b%20c",
                            "200 <Prefix>a/b+c</Prefix>"),
                    Row.of("GET ?list-type=2&continuation-token=*", "400 InvalidArgument"),
                    Row.of("GET ?list-type=2&fetch-owner=true", "200 <Owner><ID>"),
                    Row.of("GET ?list-type=3", "400 InvalidArgument"),
                    Row.of("GET ?versions", "200 <VersionId>null</VersionId>"),
                    Row.of("GET ?versions&max-keys=0", "200 <IsTruncated>false</IsTruncated>"),
                    Row.of("GET ?versions&max-keys=many", "400 InvalidArgument"),
                    Row.of("GET ?versions&version-id-marker=1", "400 InvalidArgument"),
                    Row.of("GET ?versions&delimiter=x", "501 delimiter"),
                    Row.of("GET ?uploads", "501 uploads"),
                    Row.of(
                            "GET ?list-type=2 | x-amz-optional-object-attributes: RestoreStatus",
                            "501 x-amz-optional-object-attributes"),
                    Row.of("HEAD ?acl", "501"),
                    Row.with("PUT ?versioning", "", "501 NotImplemented"),
                    Row.of("GET ?versioning", "200 VersioningConfiguration"),
                    Row.with("DELETE ?policy", "", "501 policy"),
                    Row.with("DELETE ", "", "409 BucketNotEmpty"),
                    Row.with("PUT ..Upper", "", "400 InvalidBucketName"),
                    Row.with("PUT ..-s3alias", "", "400 InvalidBucketName"),
                    Row.with("PUT ..-tokyo", region("ap-northeast-1"), "200"),
                    Row.with("PUT ..-moon", region("the moon"), "400 InvalidLocationConstraint"),
                    Row.with("PUT ..-odd", "<a", "400 MalformedXML"),
                    Row.with(
                            "PUT ..-tags",
                            "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>",
                            "501 Tags"),
                    Row.with("PUT ..-locked | x-amz-bucket-object-lock-enabled: true", "", "501"),
                    Row.of("GET ..-nowhere/there", "404 NoSuchBucket"),
                    Row.of("PUT ..-nowhere/there", "404 NoSuchBucket"),
                    Row.of("GET ..-nowhere?list-type=2", "404 NoSuchBucket"));

    private final S3Local s3 = S3Local.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private String modified = "";

    @BeforeEach
    void putTheObject() throws IOException, InterruptedException {
        s3.createBucket("shelf");
        send("DELETE /new", "");
        send("PUT /there", CONTENT);
        modified = send("HEAD /there", "").headers().firstValue("Last-Modified").orElseThrow();
    }

    @AfterAll
    void stop() {
        client.close();
        s3.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource({"WRITES", "DELETES", "COPIES", "UPLOADS", "READS", "BUCKETS"})
    void response_toEachRequest_equalsS3(Row row) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(row.request(), row.body());

        String[] expected = row.answer().split(" ", 2);
        assertThat(answer.statusCode()).as(answer.body()).hasToString(expected[0]);
        assertThat(answer.body()).contains(expected.length == 2 ? expected[1] : "");
        assertThat(send("GET /there", "").body().equals(CONTENT)).isEqualTo(row.left());
    }

    @Test
    void head_ofARange_returnsItsLength() throws IOException, InterruptedException {
        var answer = send("HEAD /there | Range: bytes=2-4", "");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Length")).contains("3");
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    }

    @Test
    void copy_byDirective_usesTheMetadataOfTheSourceOrTheRequest()
            throws IOException, InterruptedException {
        send("PUT /there | x-amz-meta-a: source | Content-Type: text/csv", CONTENT);
        String request = "PUT /new | from: shelf/there | x-amz-meta-a: request";

        send(request, "");
        assertThat(header("x-amz-meta-a")).contains("source");
        assertThat(header("Content-Type")).contains("text/csv");

        send(request + " | x-amz-metadata-directive: REPLACE", "");
        assertThat(header("x-amz-meta-a")).contains("request");
        assertThat(header("Content-Type")).contains("binary/octet-stream");
    }

    @Test
    void write_ofEachKind_isReportedOnceAndOnlyIfItSucceeds()
            throws IOException, InterruptedException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (var reporting =
                S3Local.start(
                        Optional.empty(), created -> heard.add(created.by() + created.key()))) {
            reporting.createBucket("shelf");
            send(reporting, "PUT /a", "x");
            send(reporting, "PUT /a | If-None-Match: *", "x");
            send(reporting, "PUT /b | from: shelf/a", "");
            send(reporting, "PUT /b | from: shelf/a | If-None-Match: *", "");
            send(reporting, "PUT /b | from: shelf/b", "");
        }
        assertThat(heard).containsExactly("Puta", "Copyb");
    }

    private Optional<String> header(String name) throws IOException, InterruptedException {
        return send("HEAD /new", "").headers().firstValue(name);
    }

    private HttpResponse<String> send(String request, String body)
            throws IOException, InterruptedException {
        return send(s3, request, body);
    }

    /**
     * Sends the request of a row; {@code ..} leaves the bucket and selects one with that name
     * prefix.
     */
    private HttpResponse<String> send(S3Local server, String request, String body)
            throws IOException, InterruptedException {
        String[] parts = request.split(" \\| ", -1);
        String[] start = parts[0].split(" ", 2);
        String path = ("/shelf" + start[1]).replace("..", "");
        var sent =
                HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                        .method(
                                start[0],
                                start[0].equals("GET") || start[0].equals("HEAD")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (String header : Arrays.asList(parts).subList(1, parts.length)) {
            String[] pair = header.split(": ", 2);
            if (pair[0].equals("md5")) {
                sent.header("Content-MD5", Digests.md5Base64(body.getBytes(UTF_8)));
            } else {
                sent.header(
                        pair[0].replaceFirst("^from", "x-amz-copy-source"),
                        pair[1].replaceFirst("^now$", modified));
            }
        }
        return client.send(sent.build(), BodyHandlers.ofString());
    }

    private static String delete(String object) {
        return "<Delete><Object>" + object + "</Object></Delete>";
    }

    private static String region(String name) {
        return "<CreateBucketConfiguration><LocationConstraint>"
                + name
                + "</LocationConstraint></CreateBucketConfiguration>";
    }
}
