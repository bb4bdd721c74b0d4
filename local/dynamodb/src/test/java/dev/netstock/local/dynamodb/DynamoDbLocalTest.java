package dev.netstock.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

class DynamoDbLocalTest {
    @Test
    void close_always_stopsTheProcess() throws Exception {
        var dynamo = DynamoDbLocal.start();
        assertThat(listTables(dynamo.endpoint())).isEqualTo("{\"TableNames\":[]}");

        dynamo.close();

        ProcessHandle.of(dynamo.pid())
                .ifPresent(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        assertThatThrownBy(() -> listTables(dynamo.endpoint())).isInstanceOf(IOException.class);
    }

    /** As in a build, whose later modules find the server that an earlier one has started. */
    @Test
    void sharedServer_whileItRuns_servesOtherProcesses_onLoopbackOnly() throws Exception {
        Process build =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                DynamoDbLocal.home().toString(),
                                SharedDynamoDb.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target", "shared-server.log").toFile())
                        .start();
        try {
            URI shared = awaitShared(Optional::isPresent).orElseThrow();

            assertThat(listTables(shared)).isEqualTo("{\"TableNames\":[]}");
            for (InetAddress address : outwardAddresses()) {
                assertThat(isOpen(address, shared.getPort())).as("%s", address).isFalse();
            }
        } finally {
            build.destroy();
        }
        assertThat(awaitShared(Optional::isEmpty)).isEmpty();
    }

    private static Optional<URI> awaitShared(Predicate<Optional<URI>> condition)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Optional<URI> shared = SharedDynamoDb.ofBuild();
        while (!condition.test(shared) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            shared = SharedDynamoDb.ofBuild();
        }
        return shared;
    }

    private static List<InetAddress> outwardAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String listTables(URI endpoint) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(endpoint)
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256"
                                        + " Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                            .header("X-Amz-Date", "20260101T000000Z")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
