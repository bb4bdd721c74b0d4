package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class EnvironmentExportsTest {
    private final EnvironmentExports exports =
            new EnvironmentExports(
                    new CloudState(
                            7,
                            "dev",
                            "ap-northeast-1",
                            "http://127.0.0.1:1",
                            Map.of("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:2"),
                            Map.of(
                                    "ManualSupplyFunction", "arn:function",
                                    "ApiUrl", "http://127.0.0.1:1/elsewhere",
                                    "ExportsOutputRefTable1A2B", "for other stacks",
                                    "Motto", "it's ok"),
                            List.of(),
                            "http://127.0.0.1:3"));

    @Test
    void shellLines_whenTheStacksHaveOutputs_nameThemInUpperSnake() {
        assertThat(exports.shellLines("token"))
                .contains(
                        "export NETSTOCK_MANUAL_SUPPLY_FUNCTION='arn:function'",
                        "export NETSTOCK_API_URL='http://127.0.0.1:1'",
                        "export NETSTOCK_TOKEN='token'",
                        "export NETSTOCK_MALLS_URL='http://127.0.0.1:3'",
                        "export AWS_ENDPOINT_URL_LAMBDA='http://127.0.0.1:2'",
                        "export AWS_REGION='ap-northeast-1'",
                        "export AWS_ACCESS_KEY_ID='local'",
                        "export AWS_SECRET_ACCESS_KEY='local'");
    }

    @Test
    void shellLines_whenAnOutputIsForOtherStacks_leaveItOut() {
        assertThat(exports.shellLines("token"))
                .noneMatch(line -> line.contains("for other stacks"));
    }

    @Test
    void shellLines_whenAValueHasAQuote_keepItWhole() {
        assertThat(exports.shellLines("token")).contains("export NETSTOCK_MOTTO='it'\\''s ok'");
    }

    @Test
    void shellLines_whenTokensComeFromElsewhere_haveNone() {
        assertThat(exports.shellLines("")).noneMatch(line -> line.contains("NETSTOCK_TOKEN"));
    }
}
