package dev.netstock.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.s3.S3Local;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

class S3ArchiveTest {
    private final S3Local server = S3Local.start();
    private final S3Client client =
            S3Client.builder()
                    .httpClient(UrlConnectionHttpClient.create())
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .build();
    private final EventArchive archive = new S3Archive(client, "archive");

    @BeforeEach
    void fill() throws IOException {
        server.createBucket("archive");
        put("events/2026/11/20/a.gz", gzip("one\ntwo\n"));
        put("events/2026/11/21/b.gz", gzip("three\n"));
        put("failed/2026/11/21/c.gz", gzip("four\n"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void names_afterAName_returnsLaterEventObjects() {
        assertThat(archive.names("events/2026/11/20"))
                .containsExactly("events/2026/11/20/a.gz", "events/2026/11/21/b.gz");
        assertThat(archive.names("events/2026/11/20/a.gz"))
                .containsExactly("events/2026/11/21/b.gz");
        assertThat(archive.names("events/2026/11/21/b.gz")).isEmpty();
    }

    @Test
    void open_objectFromFirehose_readsItsLines() throws IOException {
        try (BufferedReader lines = archive.open("events/2026/11/20/a.gz")) {
            assertThat(lines.lines()).containsExactly("one", "two");
        }
    }

    @Test
    void open_objectWithSeveralGzipMembers_readsThemAll() throws IOException {
        var joined = new ByteArrayOutputStream();
        joined.write(gzip("one\n"));
        joined.write(gzip("two\n"));
        put("events/2026/11/22/d.gz", joined.toByteArray());
        try (BufferedReader lines = archive.open("events/2026/11/22/d.gz")) {
            assertThat(lines.lines()).containsExactly("one", "two");
        }
    }

    private void put(String key, byte[] bytes) {
        client.putObject(
                request -> request.bucket("archive").key(key), RequestBody.fromBytes(bytes));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
