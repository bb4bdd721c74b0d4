package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class WelcomeTest {
    @TempDir private Path repository;

    private Welcome welcome() {
        var state =
                new CloudState(
                        7,
                        "dev",
                        "ap-northeast-1",
                        "http://127.0.0.1:1",
                        Map.of(
                                "AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:2",
                                "CBOR_ENABLED", "false"),
                        Map.of("ConsoleUrl", "http://127.0.0.1:1/"),
                        List.of(),
                        "http://127.0.0.1:3");
        return new Welcome(state, new LocalFolder(repository));
    }

    @Test
    void lines_listTheEndpointsAndNoOtherVariable() {
        assertThat(welcome().lines())
                .contains(
                        "  console  http://127.0.0.1:1/",
                        "  kinesis  http://127.0.0.1:2",
                        "  malls    http://127.0.0.1:3")
                .noneMatch(line -> line.contains("false") || line.contains("enabled"));
    }

    @Test
    void afterStart_saysHowToCallItWhereTheDocumentationIsAndHowToStopIt() {
        assertThat(welcome().afterStart("A-1"))
                .contains(
                        "net-stock is running, stage dev, process 7",
                        "  API      http://127.0.0.1:1   described in docs/openapi.yaml",
                        "  console  http://127.0.0.1:1/   described in docs/console.md",
                        "  malls    http://127.0.0.1:3   described in docs/local-cloud.md",
                        "Next: README.md#make-a-first-call and docs/local-cloud.md",
                        "Stop: ./netstock down")
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "curl -i -X PUT"
                                                + " http://127.0.0.1:1/v1/orders/A-1/reservation"));
    }
}
