package dev.netstock.infra.data;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;

import java.util.List;

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
}
