package dev.netstock.local.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final DynamoDbLocal dynamoDb = DynamoDbLocal.start();
    private final DynamoDbClient client =
            new LocalAwsClients(ENVIRONMENT.region()).dynamoDb(dynamoDb.endpoint());
    private final TemplateProbe probe =
            new TemplateProbe(new TableType(new Tables(client, ENVIRONMENT)));

    @BeforeAll
    void createTable() {
        probe.provision(
                "Deltas",
                """
                {'AttributeDefinitions': [{'AttributeName': 'cause', 'AttributeType': 'S'},
                                          {'AttributeName': 'step', 'AttributeType': 'S'},
                                          {'AttributeName': 'day', 'AttributeType': 'N'}],
                 'KeySchema': [{'AttributeName': 'cause', 'KeyType': 'HASH'},
                               {'AttributeName': 'step', 'KeyType': 'RANGE'}],
                 'GlobalSecondaryIndexes': [
                   {'IndexName': 'ByDay',
                    'KeySchema': [{'AttributeName': 'day', 'KeyType': 'HASH'}],
                    'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['units']}}],
                 'StreamSpecification': {'StreamViewType': 'NEW_IMAGE'},
                 'TimeToLiveSpecification': {'AttributeName': 'retireAt', 'Enabled': true},
                 'BillingMode': 'PAY_PER_REQUEST',
                 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true}}
                """);
    }

    @AfterAll
    void stop() {
        client.close();
        dynamoDb.close();
    }

    @Test
    void provision_whenATableIsDeclared_createsItWithItsIndexStreamAndTimeToLive() {
        var table = client.describeTable(it -> it.tableName("Stack-Deltas")).table();

        assertThat(table.keySchema().toString()).contains("cause", "step");
        assertThat(table.globalSecondaryIndexes().getFirst().indexName()).isEqualTo("ByDay");
        assertThat(table.globalSecondaryIndexes().getFirst().projection().nonKeyAttributes())
                .containsExactly("units");
        assertThat(table.streamSpecification().streamViewType())
                .isEqualTo(StreamViewType.NEW_IMAGE);
        var timeToLive = client.describeTimeToLive(it -> it.tableName("Stack-Deltas"));
        assertThat(timeToLive.timeToLiveDescription().attributeName()).isEqualTo("retireAt");
        assertThat(timeToLive.timeToLiveDescription().timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
    }

    @Test
    void provision_whenDynamoDbLocalLacksAProperty_listsIt() {
        assertThat(probe.ignored()).containsExactly("AWS::DynamoDB::Table: BillingMode");
    }

    @Test
    void provision_ofATableWithPointInTimeRecovery_addsTheStreamFromWhichItIsRestored() {
        String keys =
                """
                {'AttributeDefinitions': [{'AttributeName': 'sku', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'sku', 'KeyType': 'HASH'}]%s}
                """;

        probe.provision(
                "Recoverable",
                keys.formatted(
                        ", 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled':"
                                + " true}"));
        probe.provision("Plain", keys.formatted(""));

        assertThat(
                        client.describeTable(it -> it.tableName("Stack-Recoverable"))
                                .table()
                                .streamSpecification()
                                .streamViewType())
                .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(
                        client.describeTable(it -> it.tableName("Stack-Plain"))
                                .table()
                                .streamSpecification())
                .isNull();
    }

    @Test
    void provision_whenTheTableExists_reusesIt() {
        String keys =
                """
                {'AttributeDefinitions': [{'AttributeName': 'sku', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'sku', 'KeyType': 'HASH'}],
                 'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}
                """;

        var first = probe.provision("Again", keys);
        var second = probe.provision("Again", keys);

        assertThat(second).isEqualTo(first);
        assertThat(first.attributes().get("StreamArn")).contains("table/Stack-Again/stream/");
    }

    @Test
    void provision_whenTheTableExistsWithOtherKeys_isRejected() {
        probe.provision(
                "Other",
                """
                {'AttributeDefinitions': [{'AttributeName': 'sku', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'sku', 'KeyType': 'HASH'}]}
                """);

        assertThatThrownBy(
                        () ->
                                probe.provision(
                                        "Other",
                                        """
                                        {'AttributeDefinitions': [
                                           {'AttributeName': 'id', 'AttributeType': 'S'}],
                                         'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}]}
                                        """))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("The data folder contains this table with different keys");
    }

    @Test
    void provision_withAnUnsupportedProperty_namesIt() {
        assertThatThrownBy(
                        () ->
                                probe.provision(
                                        "Odd",
                                        """
                                        {'AttributeDefinitions': [
                                           {'AttributeName': 'id', 'AttributeType': 'S'}],
                                         'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
                                         'ImportSourceSpecification': {}}
                                        """))
                .hasMessage(
                        "AWS::DynamoDB::Table: the property ImportSourceSpecification is not"
                                + " supported (Stack: Resources.Odd.Properties)");
    }
}
