package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class PermissionsTest {
    @Parameter String stage = "";

    @Test
    void checkout_mayReadAndWriteStockItemsAndItsDeltas() {
        assertThat(permissionsOf("Checkout"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "Checkout",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:Query on NetStock.Arn",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn",
                                "dynamodb:Query on StockDeltas.Arn"));
    }

    @Test
    void inquiry_mayOnlyRead() {
        assertThat(permissionsOf("Inquiry"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "Inquiry",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:Query on NetStock.Arn",
                                "dynamodb:Query on StockHistory.Arn"));
    }

    @Test
    void supplyApply_mayChangeSupplyAndRecordIt() {
        assertThat(permissionsOf("SupplyApply"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "SupplyApply",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:BatchGetItem on StockDeltas.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn"));
    }

    @Test
    void history_mayReadTheDeltasStreamAndWriteTheHistory() {
        assertThat(permissionsOf("HistoryFeedHistory"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "HistoryFeedHistory",
                                "dynamodb:BatchWriteItem on StockHistory.Arn",
                                "dynamodb:DescribeStream on StockDeltas.StreamArn",
                                "dynamodb:GetRecords on StockDeltas.StreamArn",
                                "dynamodb:GetShardIterator on StockDeltas.StreamArn",
                                "dynamodb:ListStreams on StockDeltas.Arn/stream/*",
                                "sqs:SendMessage on HistoryFeedFailures.Arn"));
    }

    @Test
    void noRole_hasPermissionsFromElsewhere() {
        var api = StageTemplates.of(stage).api();
        assertThat(api.resources("AWS::IAM::Role"))
                .hasSize(4)
                .allSatisfy(
                        role -> {
                            assertThat(role.property("ManagedPolicyArns")).isEmpty();
                            assertThat(role.property("Policies")).isEmpty();
                        });
        assertThat(api.resources("AWS::IAM::Policy")).hasSize(4);
    }

    /** A key's own policy names every resource as *, which there means the key itself. */
    @Test
    void noWildcard_standsWithoutAReason() {
        assertThat(StageTemplates.of(stage).resources())
                .filteredOn(PermissionsTest::hasWildcard)
                .isNotEmpty()
                .allSatisfy(
                        policy ->
                                assertThat(reasonsForWildcards(policy))
                                        .as(policy.logicalId())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                reason ->
                                                        assertThat(reason).hasSizeGreaterThan(20)));
    }

    private List<String> permissionsOf(String function) {
        return new Policies(StageTemplates.of(stage)).of(function).toList();
    }

    private static String[] withLogsAndTraces(String function, String... onTables) {
        var own =
                Stream.of(
                        "kms:Decrypt on TableKey.Arn through dynamodb.AWS::Region.AWS::URLSuffix",
                        "logs:CreateLogStream on " + function + "Logs.Arn",
                        "logs:PutLogEvents on " + function + "Logs.Arn",
                        "xray:PutTelemetryRecords on *",
                        "xray:PutTraceSegments on *");
        return Stream.concat(Arrays.stream(onTables), own).toArray(String[]::new);
    }

    private static boolean hasWildcard(Resource resource) {
        return Policies.statements(resource)
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .anyMatch(
                        statement ->
                                (statement.path("Action").toString() + statement.path("Resource"))
                                        .contains("*"));
    }

    private static Stream<String> reasonsForWildcards(Resource policy) {
        return Resource.elements(policy.json().at("/Metadata/cdk_nag/rules_to_suppress"))
                .filter(rule -> rule.path("id").asText().startsWith("AwsSolutions-IAM5["))
                .map(rule -> rule.path("reason").asText());
    }
}
