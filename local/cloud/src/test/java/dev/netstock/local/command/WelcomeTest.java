package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class WelcomeTest {
    @Test
    void lines_listTheEndpointsAndNoOtherVariable(@TempDir Path folder) {
        var state =
                new CloudState(
                        7,
                        "dev",
                        "ap-northeast-1",
                        "http://127.0.0.1:1",
                        Map.of(
                                "AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:2",
                                "CBOR_ENABLED", "false"),
                        Map.of(),
                        List.of());

        assertThat(new Welcome(state, new LocalFolder(folder)).lines())
                .contains("  kinesis  http://127.0.0.1:2")
                .noneMatch(line -> line.contains("false") || line.contains("enabled"));
    }
}
