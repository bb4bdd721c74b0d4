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
                                "dynamodb:Query on StockDeltas.Arn",
                                "sqs:SendMessage on ShardsQueue.Arn"));
    }

    @Test
    void inquiry_mayOnlyRead() {
        assertThat(permissionsOf("Inquiry"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "Inquiry",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:Query on NetStock.Arn",
                                "dynamodb:Query on StockHistory.Arn",
                                "dynamodb:GetItem on Projections.Arn"));
    }

    @Test
    void salesInquiry_mayOnlyRead() {
        assertThat(permissionsOf("SalesInquiry"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "SalesInquiry",
                                "dynamodb:Query on Sales.Arn",
                                "dynamodb:GetItem on Projections.Arn"));
    }

    @Test
    void manualSupply_mayChangeSupplyAndRecordIt() {
        assertThat(permissionsOf("ManualSupply"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "ManualSupply",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:BatchGetItem on StockDeltas.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn"));
    }

    @Test
    void deltaPublisher_mayReadItsStreamAndPublish() {
        assertThat(permissionsOf("DeltaPublisher"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces("DeltaPublisher", publishing("StockDeltas")));
    }

    @Test
    void levelPublisher_mayAlsoReadShardsAndSendLevelsTakesAndHeat() {
        assertThat(permissionsOf("LevelPublisher"))
                .contains(withLogsAndTraces("LevelPublisher", publishing("NetStock")))
                .contains(
                        "dynamodb:BatchGetItem on NetStock.Arn",
                        "sqs:SendMessage on ReplenishmentQueue.Arn",
                        "sqs:SendMessage on SweepQueue.Arn",
                        "sqs:SendMessage on ShardsQueue.Arn")
                .hasSize(withLogsAndTraces("", publishing("NetStock")).length + 4);
    }

    @Test
    void expiry_mayGiveBackAndSendToItself() {
        assertThat(permissionsOf("Expiry"))
                .containsExactlyInAnyOrder(
                        consuming(
                                "Expiry",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:Query on StockDeltas.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn",
                                "sqs:SendMessage on ExpiryQueue.Arn"));
    }

    @Test
    void sweep_mayGiveBack() {
        assertThat(permissionsOf("Sweep"))
                .containsExactlyInAnyOrder(
                        consuming(
                                "Sweep",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:BatchGetItem on StockDeltas.Arn",
                                "dynamodb:Query on StockDeltas.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn"));
    }

    @Test
    void shards_mayMoveUnitsAndPlan() {
        assertThat(permissionsOf("Shards"))
                .containsExactlyInAnyOrder(
                        consuming(
                                "Shards",
                                "dynamodb:BatchGetItem on NetStock.Arn",
                                "dynamodb:UpdateItem on NetStock.Arn",
                                "dynamodb:PutItem on StockDeltas.Arn",
                                "dynamodb:GetItem on Shards.Arn",
                                "dynamodb:PutItem on Shards.Arn",
                                "dynamodb:Scan on Shards.Arn"));
    }

    @Test
    void settings_mayPlanShardsButMoveNoUnits() {
        assertThat(permissionsOf("Settings"))
                .contains(
                        "dynamodb:GetItem on Shards.Arn",
                        "dynamodb:Query on Shards.Arn",
                        "dynamodb:PutItem on Shards.Arn",
                        "sqs:SendMessage on ShardsQueue.Arn")
                .noneMatch(line -> line.matches("dynamodb:(Put|Update)Item on NetStock.*"));
    }

    @Test
    void history_mayWriteTheHistoryAlone() {
        assertThat(permissionsOf("History"))
                .containsExactlyInAnyOrder(
                        consuming(
                                "History",
                                "dynamodb:BatchWriteItem on StockHistory.Arn",
                                "dynamodb:GetItem on Projections.Arn"));
    }

    @Test
    void saleMode_mayWriteDownWhatIsWantedAndWakeItsWorker() {
        assertThat(permissionsOf("SaleMode"))
                .containsExactlyInAnyOrder(
                        withLogsAndTraces(
                                "SaleMode",
                                "dynamodb:GetItem on SaleMode.Arn",
                                "dynamodb:PutItem on SaleMode.Arn",
                                "sqs:SendMessage on SaleModeStepsQueue.Arn"));
    }

    @Test
    void saleModeSteps_mayLookAndAskAndTellButMoveNoUnit() {
        assertThat(permissionsOf("SaleModeSteps"))
                .contains(
                        "dynamodb:DescribeTable on NetStock.Arn",
                        "dynamodb:Query on NetStock.Arn",
                        "dynamodb:DescribeTable on StockDeltas.Arn",
                        "dynamodb:PutItem on SaleMode.Arn",
                        "dynamodb:DeleteItem on SaleMode.Arn",
                        "dynamodb:PutItem on Shards.Arn",
                        "sns:Publish on StockEvents",
                        "s3:PutObject on Reports.Arn/sales/*")
                .noneMatch(
                        line ->
                                line.matches(
                                        "dynamodb:(Put|Update|Delete|BatchWrite)\\w* on"
                                                + " (NetStock|StockDeltas).*"));
    }

    @Test
    void noFunctionButSaleModeSteps_mayReadMetrics_andItReadsNothingElse() {
        assertThat(permissionsOfAll().filter(line -> line.startsWith("cloudwatch:")))
                .containsExactly("cloudwatch:GetMetricData on *");
        assertThat(permissionsOf("SaleModeSteps")).contains("cloudwatch:GetMetricData on *");
    }

    @Test
    void noFunction_mayDeleteADelta() {
        assertThat(permissionsOfAll())
                .noneMatch(
                        line ->
                                line.matches(
                                        "dynamodb:(Delete|BatchWrite|Update)\\w* on"
                                                + " StockDeltas.*"));
    }

    @Test
    void rebuilds_mayReadAllDeltasAndTheArchive() {
        for (var rebuild : List.of("HistoryRebuild", "SalesRebuild")) {
            assertThat(permissionsOf(rebuild))
                    .contains(
                            "dynamodb:Scan on StockDeltas.Arn",
                            "s3:GetObject on Archive.Arn/events/*",
                            "s3:ListBucket on Archive.Arn");
        }
    }

    @Test
    void noRole_hasPermissionsFromElsewhere() {
        assertThat(resources("AWS::IAM::Role"))
                .hasSize(34)
                .allSatisfy(
                        role -> {
                            assertThat(role.property("ManagedPolicyArns")).isEmpty();
                            assertThat(role.property("Policies")).isEmpty();
                        });
        assertThat(resources("AWS::IAM::Policy")).hasSize(34);
    }

    private List<Resource> resources(String type) {
        return StageTemplates.of(stage)
                .resources()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** What a publisher may do, and its mapping in its name. */
    private static String[] publishing(String table) {
        return new String[] {
            "dynamodb:DescribeStream on " + table + ".StreamArn",
            "dynamodb:GetRecords on " + table + ".StreamArn",
            "dynamodb:GetShardIterator on " + table + ".StreamArn",
            "dynamodb:ListStreams on " + table + ".Arn/stream/*",
            "sns:Publish on StockEvents",
            "s3:PutObject on Aside.Arn/aws/lambda/*",
            "s3:ListBucket on Aside.Arn",
            "kms:Decrypt on TableKey.Arn through sns.AWS::Region.AWS::URLSuffix",
            "kms:GenerateDataKey on TableKey.Arn through sns.AWS::Region.AWS::URLSuffix",
            "kms:Decrypt on TableKey.Arn through s3.AWS::Region.AWS::URLSuffix",
            "kms:GenerateDataKey on TableKey.Arn through s3.AWS::Region.AWS::URLSuffix"
        };
    }

    private static String[] consuming(String consumer, String... allowed) {
        var queue =
                Stream.of(
                        "sqs:ReceiveMessage on " + consumer + "Queue.Arn",
                        "sqs:DeleteMessage on " + consumer + "Queue.Arn",
                        "sqs:GetQueueAttributes on " + consumer + "Queue.Arn",
                        "sqs:ChangeMessageVisibility on " + consumer + "Queue.Arn");
        return withLogsAndTraces(
                consumer, Stream.concat(Arrays.stream(allowed), queue).toArray(String[]::new));
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

    private Stream<String> permissionsOfAll() {
        return StageTemplates.of(stage)
                .functions()
                .map(function -> function.name().replace("Function", ""))
                .flatMap(function -> permissionsOf(function).stream());
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

    /** The policy of an endpoint is a door in a network: what a function may do, its role says. */
    private static boolean hasWildcard(Resource resource) {
        return !resource.type().equals("AWS::EC2::VPCEndpoint")
                && Policies.statements(resource)
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .anyMatch(
                                statement ->
                                        (statement.path("Action").toString()
                                                        + statement.path("Resource"))
                                                .contains("*"));
    }

    private static Stream<String> reasonsForWildcards(Resource policy) {
        return Resource.elements(policy.json().at("/Metadata/cdk_nag/rules_to_suppress"))
                .filter(rule -> rule.path("id").asText().startsWith("AwsSolutions-IAM5["))
                .map(rule -> rule.path("reason").asText());
    }
}
