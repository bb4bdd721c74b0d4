package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.data.StockTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class TablesTest {
    private static final String TABLE = "AWS::DynamoDB::Table";

    @Parameter String stage = "";

    @Test
    void netStock_isKeyedBySkuAndLocationAndStreamsBothImages() {
        var table = table("NetStock");
        assertThat(keysOf(table)).isEqualTo("sku HASH, location RANGE");
        assertThat(viewOf(table)).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.property("TimeToLiveSpecification").isMissingNode()).isTrue();
    }

    @Test
    void stockDeltas_isKeyedByCauseAndStepAndStreamsTheNewImage() {
        var table = table("StockDeltas");
        assertThat(keysOf(table)).isEqualTo("cause HASH, step RANGE");
        assertThat(viewOf(table)).isEqualTo("NEW_IMAGE");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("retireAt");
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
    }

    @Test
    void stockHistory_isKeyedBySkuAndEntryAndHasNoStream() {
        var table = table("StockHistory");
        assertThat(keysOf(table)).isEqualTo("sku HASH, entry RANGE");
        assertThat(table.property("StreamSpecification").isMissingNode()).isTrue();
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("retireAt");
    }

    @ParameterizedTest
    @CsvSource({
        "Allowances,allowance,'',retireAt",
        "Sales,series,cell,retireAt",
        "Replenishment,sku,location,''",
        "ReplenishmentRequests,day,request,retireAt",
        "SaleMode,part,entry,''",
        "Shards,sku,location,''",
        "Projections,projection,'',''"
    })
    void otherTables_haveTheirKeysAndTimeToLive(
            String name, String partition, String sort, String timeToLive) {
        var table = table(name);
        assertThat(keysOf(table))
                .isEqualTo(partition + " HASH" + (sort.isEmpty() ? "" : ", " + sort + " RANGE"));
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo(timeToLive);
        assertThat(table.property("StreamSpecification").isMissingNode()).isTrue();
    }

    /** A row that is changed or deleted shows in the stream, with what it said before. */
    @Test
    void auditLog_isKeyedByDayAndActAndStreamsBothImages() {
        var table = table("AuditLog");
        assertThat(keysOf(table)).isEqualTo("day HASH, act RANGE");
        assertThat(viewOf(table)).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo("retireAt");
    }

    @Test
    void everyTable_isEncryptedByTheKeyOfTheStage() {
        assertThat(data().resources(TABLE))
                .hasSize(StockTable.of(StageTemplates.settings(stage)).size())
                .allSatisfy(
                        table -> {
                            assertThat(table.at("/SSESpecification/SSEType").asText())
                                    .isEqualTo("KMS");
                            assertThat(textOf(table.at("/SSESpecification/KMSMasterKeyId")))
                                    .isEqualTo("TableKey.Arn");
                        });
    }

    @Test
    void key_isRotatedEveryYear() {
        var key = data().resource("AWS::KMS::Key", "TableKey");
        assertThat(key.property("EnableKeyRotation").asBoolean()).isTrue();
    }

    @Test
    void everyTable_hasPointInTimeRecovery() {
        assertThat(data().resources(TABLE))
                .allSatisfy(
                        table ->
                                assertThat(
                                                table.at(
                                                                "/PointInTimeRecoverySpecification"
                                                                    + "/PointInTimeRecoveryEnabled")
                                                        .asBoolean())
                                        .isTrue());
    }

    @Test
    void everyTable_isOnDemandAndNamedByCloudFormation() {
        assertThat(data().resources(TABLE))
                .allSatisfy(
                        table -> {
                            assertThat(table.property("BillingMode").asText())
                                    .isEqualTo("PAY_PER_REQUEST");
                            assertThat(table.property("TableName").isMissingNode()).isTrue();
                        });
    }

    @Test
    void resources_outliveTheirStackExceptInDev() {
        var kept = StageTemplates.isDev(stage) ? "Delete" : "RetainExceptOnCreate";
        assertThat(data().resources())
                .filteredOn(
                        resource ->
                                Set.of(TABLE, "AWS::KMS::Key", "AWS::S3::Bucket")
                                        .contains(resource.type()))
                .hasSize(StockTable.of(StageTemplates.settings(stage)).size() + 3)
                .allSatisfy(
                        resource -> {
                            assertThat(resource.json().path("DeletionPolicy").asText())
                                    .isEqualTo(kept);
                            assertThat(resource.json().path("UpdateReplacePolicy").asText())
                                    .isEqualTo(StageTemplates.isDev(stage) ? "Delete" : "Retain");
                        });
        assertThat(data().resources(TABLE))
                .allSatisfy(
                        table ->
                                assertThat(table.property("DeletionProtectionEnabled").asBoolean())
                                        .isEqualTo(!StageTemplates.isDev(stage)));
    }

    @Test
    void tablesThatOrdersWrite_areWarmInProd() {
        assertThat(data().resources(TABLE))
                .filteredOn(table -> !table.property("WarmThroughput").isMissingNode())
                .extracting(Resource::name)
                .containsExactlyInAnyOrder(
                        stage.equals("prod")
                                ? new String[] {"NetStock", "StockDeltas"}
                                : new String[0]);
    }

    @Test
    void tableNames_areOutputs() {
        assertThat(data().outputs())
                .filteredOn(name -> !name.equals("MallsTable"))
                .containsExactly(
                        "AllowancesTable",
                        "ArchiveBucket",
                        "AsideBucket",
                        "AuditLogTable",
                        "JobsTable",
                        "LongHoldsTable",
                        "NetStockTable",
                        "PlacesTable",
                        "ProjectionsTable",
                        "ReplenishmentRequestsTable",
                        "ReplenishmentTable",
                        "SaleModeTable",
                        "SalesTable",
                        "ShardsTable",
                        "StockDeltasTable",
                        "StockHistoryTable");
        assertThat(textOf(data().output("NetStockTable"))).isEqualTo("NetStock");
    }

    /** The indexes of which DynamoMallStore says what they are for. */
    @Test
    void malls_hasItsIndexesIfTheStageSellsInMalls() {
        assertThat(data().outputs().contains("MallsTable")).isEqualTo(hasMalls());
        assumeTrue(hasMalls());
        var table = table("Malls");
        assertThat(keysOf(table)).isEqualTo("mall HASH, row RANGE");
        assertThat(table.property("TimeToLiveSpecification").isMissingNode()).isTrue();
        assertThat(Resource.elements(table.property("GlobalSecondaryIndexes")))
                .extracting(
                        index ->
                                index.path("IndexName").asText()
                                        + " "
                                        + index.at("/KeySchema/0/AttributeName").asText()
                                        + " "
                                        + index.at("/KeySchema/1/AttributeName").asText()
                                        + " "
                                        + index.at("/Projection/ProjectionType").asText())
                .containsExactlyInAnyOrder(
                        "Due due dueAt ALL",
                        "Unsettled unsettled row ALL",
                        "Unmapped unmapped row ALL",
                        "Open open row ALL");
        assertThat(
                        Resource.elements(table.property("AttributeDefinitions"))
                                .filter(it -> it.path("AttributeType").asText().equals("N"))
                                .map(it -> it.path("AttributeName").asText()))
                .containsExactly("dueAt");
    }

    private boolean hasMalls() {
        return StageTemplates.settings(stage).hasMalls();
    }

    private Template data() {
        return StageTemplates.of(stage).data();
    }

    private Resource table(String name) {
        return data().resource(TABLE, name);
    }

    private String textOf(JsonNode value) {
        return StageTemplates.of(stage).textOf(value);
    }

    private static String viewOf(Resource table) {
        return table.at("/StreamSpecification/StreamViewType").asText();
    }

    private static String keysOf(Resource table) {
        return Keys.of(table);
    }
}
