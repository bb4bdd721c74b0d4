package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;

import software.amazon.awscdk.Aws;

import java.util.List;

/**
 * Access to the copies of restore drills: tables whose names have a mark that only copies have, and
 * the restored ledger. Neither exists when the stage is deployed.
 *
 * @param user the database user
 */
public record CopiesUse(String user) implements Use {
    private static final List<String> ACTIONS =
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:Scan",
                    "dynamodb:UpdateItem");

    /** The tables of all drills of a stage. */
    public static String tables(StageResources resources) {
        return arn("dynamodb", "table/NetStock-" + resources.settings().name() + "-Data-*-drill-*");
    }

    /** What a drill does to them. */
    public static List<String> actions() {
        return ACTIONS;
    }

    @Override
    public void addTo(Access access) {
        var tables = tables(access.resources());
        access.allow(tables, ACTIONS.toArray(String[]::new));
        accept(access, tables, "AWS names a restored table as the drill asks: by source and time.");
        // The resource id of a restored cluster is generated when it is restored.
        var users = arn("rds-db", "dbuser:cluster-*/" + user);
        access.allow(users, "rds-db:connect");
        accept(access, users, "RDS generates the id of a restored cluster.");
        access.allowKey("dynamodb", "Decrypt");
    }

    private static void accept(Access access, String arn, String reason) {
        var shown =
                arn.replace(Aws.PARTITION, "<AWS::Partition>")
                        .replace(Aws.REGION, "<AWS::Region>")
                        .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>");
        access.accept(
                arn,
                role ->
                        AcceptedFindings.finding(
                                role, "AwsSolutions-IAM5[Resource::" + shown + "]", reason));
    }

    private static String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
    }
}
