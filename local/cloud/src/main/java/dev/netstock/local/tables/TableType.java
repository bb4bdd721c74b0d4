package dev.netstock.local.tables;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import java.util.Optional;

/**
 * {@code AWS::DynamoDB::Table}: keys, indexes, stream and time-to-live are supported; features that
 * DynamoDB Local lacks are ignored. A table with point-in-time recovery always has a stream, from
 * which it can be restored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">AWS::DynamoDB::Table</a>
 */
public record TableType(Tables tables) implements ResourceType {
    private static final StreamSpecification BOTH_IMAGES =
            StreamSpecification.builder()
                    .streamEnabled(true)
                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                    .build();

    @Override
    public String name() {
        return "AWS::DynamoDB::Table";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("TableName")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        CreateTableRequest request = request(name, properties);
        Optional<String> timeToLive = timeToLive(properties);
        ignore(properties);
        properties.finish();
        return tables.create(request, timeToLive, resource.path());
    }

    /** Always on demand, since capacity has no effect. */
    private static CreateTableRequest request(String name, Properties properties) {
        var request =
                CreateTableRequest.builder()
                        .tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(TableKeys.keySchema(properties))
                        .attributeDefinitions(TableKeys.attributes(properties));
        var global = TableKeys.globalIndexes(properties);
        var local = TableKeys.localIndexes(properties);
        var ofRecovery = isRecoverable(properties) ? BOTH_IMAGES : null;
        return request.globalSecondaryIndexes(global.isEmpty() ? null : global)
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .streamSpecification(
                        properties
                                .optionalObject("StreamSpecification")
                                .map(TableType::stream)
                                .orElse(ofRecovery))
                .build();
    }

    /** DynamoDB Local restores a table to an earlier moment from its stream. */
    private static boolean isRecoverable(Properties properties) {
        return properties
                .optionalObject("PointInTimeRecoverySpecification")
                .filter(recovery -> recovery.flag("PointInTimeRecoveryEnabled", false))
                .isPresent();
    }

    private static StreamSpecification stream(Properties specification) {
        specification.ignore("ResourcePolicy");
        return StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(specification.text("StreamViewType"))
                .build();
    }

    private static Optional<String> timeToLive(Properties properties) {
        return properties
                .optionalObject("TimeToLiveSpecification")
                .filter(specification -> specification.flag("Enabled", false))
                .map(specification -> specification.text("AttributeName"));
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "BillingMode",
                "ContributorInsightsSpecification",
                "DeletionProtectionEnabled",
                "OnDemandThroughput",
                "ProvisionedThroughput",
                "ResourcePolicy",
                "SSESpecification",
                "TableClass",
                "Tags",
                "WarmThroughput");
    }
}
