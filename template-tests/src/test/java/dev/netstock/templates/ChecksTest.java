package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.infra.NetStockApp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.sqs.CfnQueue;

import java.nio.file.Path;
import java.util.List;

/** The findings of cdk-nag and of CloudFormation's own validation fail the synth. */
class ChecksTest {
    private static final String REPORT = "validation-report.json";

    private final Path folder = StageTemplates.newFolder();
    private final App app = NetStockApp.checked(folder.toString());
    private final Stack stack = new Stack(app, "Faulty");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "small", "staging", "prod"})
    void everyStage_hasAnEmptyReport(String stage) {
        var report = StageTemplates.json(StageTemplates.of(stage).folder(), REPORT);
        assertThat(report.path("pluginReports").isArray()).isTrue();
        assertThat(report.path("pluginReports")).isEmpty();
    }

    @Test
    void synth_findingOfCdkNag_fails() {
        new CfnQueue(stack, "Queue");

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(report()).contains("AwsSolutions-SQS4", "Serverless-SQSRedrivePolicy");
    }

    @Test
    void synth_templateThatCloudFormationRejects_fails() {
        var table =
                CfnTable.Builder.create(stack, "Table")
                        .billingMode("PAY_PER_REQUEST")
                        .keySchema(List.of(key("sku")))
                        .build();
        table.addPropertyOverride("NoSuchProperty", "value");

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
        assertThat(report()).contains("NoSuchProperty");
    }

    private static CfnTable.KeySchemaProperty key(String attribute) {
        return CfnTable.KeySchemaProperty.builder()
                .attributeName(attribute)
                .keyType("HASH")
                .build();
    }

    private String report() {
        return StageTemplates.json(folder, REPORT).toString();
    }
}
