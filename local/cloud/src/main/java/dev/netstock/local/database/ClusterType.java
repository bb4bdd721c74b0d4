package dev.netstock.local.database;

import dev.netstock.local.postgresql.PostgresServer;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.Map;

/**
 * {@code AWS::RDS::DBCluster} of Aurora PostgreSQL 17: runs PostgreSQL of that version with one
 * instance and without passwords. Parameters and size are ignored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html">AWS::RDS::DBCluster</a>
 */
public record ClusterType(Databases databases) implements ResourceType {
    /** Its name in templates. */
    public static final String NAME = "AWS::RDS::DBCluster";

    private static final String ENGINE = "aurora-postgresql";
    private static final String VERSION = "17.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        require(properties, "Engine", ENGINE);
        require(properties, "EngineVersion", VERSION);
        require(properties, "DatabaseName", PostgresServer.DATABASE);
        ignore(properties);
        properties.finish();
        String name = resource.path().stack() + "-" + resource.logicalId();
        String port = Integer.toString(databases.start(name, resource.path()));
        return new ProvisionedResource(
                name,
                Map.of(
                        "DBClusterResourceId",
                        "cluster-" + name,
                        "Endpoint.Address",
                        "127.0.0.1",
                        "Endpoint.Port",
                        port,
                        "ReadEndpoint.Address",
                        "127.0.0.1"));
    }

    private static void require(Properties properties, String property, String start) {
        String value = properties.text(property);
        if (!value.startsWith(start)) {
            throw new TemplateException(
                    "The %s %s is not supported".formatted(property, value), properties.path());
        }
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "BackupRetentionPeriod",
                "CopyTagsToSnapshot",
                "DBClusterIdentifier",
                "DBClusterParameterGroupName",
                "DBSubnetGroupName",
                "DeletionProtection",
                "EnableCloudwatchLogsExports",
                "EnableIAMDatabaseAuthentication",
                "KmsKeyId",
                "MasterUserAuthenticationType",
                "MasterUsername",
                "Port",
                "PreferredBackupWindow",
                "PreferredMaintenanceWindow",
                "ServerlessV2ScalingConfiguration",
                "StorageEncrypted",
                "Tags",
                "VpcSecurityGroupIds");
    }
}
