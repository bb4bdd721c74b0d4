package dev.netstock.infra.data;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;

import java.util.List;
import java.util.Map;

/**
 * Permissions on tables, action by action. CDK's own grants would give more than is used: scans,
 * deletes, and wildcards on the key.
 */
public final class TableAccess {
    private TableAccess() {}

    /**
     * Allows the actions on the table itself.
     *
     * @param actions without their prefix, {@code GetItem}
     */
    public static PolicyStatement on(ITable table, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions).stream().map(action -> "dynamodb:" + action).toList())
                .resources(List.of(table.getTableArn()))
                .build();
    }

    /**
     * Allows reading the table's stream.
     *
     * @param table one with a stream
     */
    public static PolicyStatement toStreamOf(ITable table) {
        return PolicyStatement.Builder.create()
                .actions(
                        List.of(
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator"))
                .resources(List.of(requireNonNull(table.getTableStreamArn())))
                .build();
    }

    /**
     * Allows listing the table's streams, which an event source mapping asks for as well.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html">
     *     DynamoDBStreamReadPolicy among SAM's policy templates</a>
     */
    public static PolicyStatement toListStreamsOf(ITable table) {
        return PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:ListStreams"))
                .resources(List.of(table.getTableArn() + "/stream/*"))
                .build();
    }

    /**
     * Allows the use of tables that the key encrypts: DynamoDB decrypts a table's own key in the
     * caller's name, for reads and for writes, and nothing but DynamoDB may do so.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">
     *     How DynamoDB uses a KMS key</a>
     */
    public static PolicyStatement through(IKey key) {
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(key.getKeyArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        "dynamodb." + Aws.REGION + "." + Aws.URL_SUFFIX)))
                .build();
    }
}
