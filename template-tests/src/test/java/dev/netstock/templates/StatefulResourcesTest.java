package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * If a logical id or a key changes, CloudFormation replaces the resource with an empty one. If a
 * deletion policy changes, the resource may be deleted with its stack. If you intend that, move the
 * data first, then edit {@code stateful-resources-<stage>.txt}.
 */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class StatefulResourcesTest {
    private static final Set<String> STATEFUL =
            Set.of(
                    "AWS::Backup::BackupVault",
                    "AWS::Cognito::UserPool",
                    "AWS::Cognito::UserPoolClient",
                    "AWS::Cognito::UserPoolDomain",
                    "AWS::Cognito::UserPoolResourceServer",
                    "AWS::DynamoDB::Table",
                    "AWS::KMS::Key",
                    "AWS::Kinesis::Stream",
                    "AWS::Logs::LogGroup",
                    "AWS::RDS::DBCluster",
                    "AWS::RDS::DBInstance",
                    "AWS::S3::Bucket",
                    "AWS::SNS::Topic",
                    "AWS::SQS::Queue",
                    "AWS::SecretsManager::Secret");

    @Parameter String stage = "";

    @Test
    void statefulResources_equalTheSnapshot() throws IOException {
        assertThat(statefulResources()).containsExactlyElementsOf(snapshot());
    }

    private List<String> statefulResources() {
        return StageTemplates.of(stage)
                .resources()
                .filter(resource -> STATEFUL.contains(resource.type()))
                .map(StatefulResourcesTest::line)
                .sorted()
                .toList();
    }

    private static String line(Resource resource) {
        var deletionPolicy = resource.json().path("DeletionPolicy").asText();
        return Stream.of(resource.type(), resource.logicalId(), deletionPolicy, Keys.of(resource))
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }

    private List<String> snapshot() throws IOException {
        var file = "/stateful-resources-" + stage + ".txt";
        try (var snapshot = StatefulResourcesTest.class.getResourceAsStream(file)) {
            return new String(
                            Objects.requireNonNull(snapshot, file).readAllBytes(),
                            StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
