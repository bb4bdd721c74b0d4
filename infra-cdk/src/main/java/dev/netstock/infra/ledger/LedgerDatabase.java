package dev.netstock.infra.ledger;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.Placement;
import dev.netstock.infra.stage.LedgerSettings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.amazon.awscdk.services.rds.CfnDBClusterParameterGroup;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * Aurora PostgreSQL, which scales with its load. There are no passwords: all users, including the
 * master user, sign in with IAM, so there is no secret to store or to rotate.
 */
public final class LedgerDatabase extends Construct {
    static final int PORT = 5433;

    /** The user that prepares the database at a deployment, and owns its schema. */
    public static final String OWNER = "ledger_owner";

    /** The user of the functions. */
    public static final String USER = "netstock";

    private static final String NAME = "ledger";
    private static final String ENGINE = "aurora-postgresql";
    private static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
    private static final List<String> LOGS = List.of("postgresql", "iam-db-auth-error");

    private final StageSettings settings;
    private final IKey key;
    private final CfnDBCluster cluster;
    private final Placement placement;

    LedgerDatabase(Construct scope, StageSettings settings, LedgerNetwork network, IKey key) {
        super(scope, "Database");
        this.settings = settings;
        this.key = key;
        this.cluster = cluster(network);
        this.placement = network.functions();
        for (var number = 1; number <= size().instances(); number++) {
            instance(number);
        }
    }

    /** The address of the writer instance. */
    String host() {
        return cluster.getAttrEndpointAddress();
    }

    /** The cluster, as metrics name it. */
    String clusterId() {
        return cluster.getRef();
    }

    /** The cluster, as AWS Backup selects it. */
    public String clusterArn() {
        return "arn:%s:rds:%s:%s:cluster:%s"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, identifier());
    }

    /** The variables that {@code LedgerConfig} reads. */
    public Map<String, String> environment(String user) {
        return Map.of(
                "LEDGER_HOST",
                host(),
                "LEDGER_PORT",
                cluster.getAttrEndpointPort(),
                "LEDGER_DATABASE",
                NAME,
                "LEDGER_USER",
                user);
    }

    /**
     * One user of this database, as IAM names it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html">
     *     Creating and using an IAM policy for IAM database access</a>
     */
    public String userArn(String user) {
        return "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
                .formatted(
                        Aws.PARTITION,
                        Aws.REGION,
                        Aws.ACCOUNT_ID,
                        cluster.getAttrDbClusterResourceId(),
                        user);
    }

    /** Where functions that connect to it run. */
    public Placement placement() {
        return placement;
    }

    private LedgerSettings.Database size() {
        return settings.ledger().database();
    }

    private CfnDBCluster cluster(LedgerNetwork network) {
        var logs = LOGS.stream().map(this::logGroup).toList();
        var made =
                CfnDBCluster.Builder.create(this, "Cluster")
                        .dbClusterIdentifier(identifier())
                        .engine(ENGINE)
                        .engineVersion(
                                AuroraPostgresEngineVersion.VER_17_7.getAuroraPostgresFullVersion())
                        .databaseName(NAME)
                        .port(PORT)
                        .masterUsername(OWNER)
                        .masterUserAuthenticationType("iam-db-auth")
                        .enableIamDatabaseAuthentication(true)
                        .storageEncrypted(true)
                        .kmsKeyId(key.getKeyArn())
                        .backupRetentionPeriod(size().backupDays())
                        .preferredBackupWindow(size().backupWindowUtc())
                        .preferredMaintenanceWindow(size().maintenanceWindowUtc())
                        .copyTagsToSnapshot(true)
                        .deletionProtection(settings.isProtected())
                        .enableCloudwatchLogsExports(LOGS)
                        .serverlessV2ScalingConfiguration(scaling())
                        .dbSubnetGroupName(subnets(network).getRef())
                        .vpcSecurityGroupIds(List.of(network.database().getSecurityGroupId()))
                        .dbClusterParameterGroupName(parameters().getRef())
                        .build();
        logs.forEach(made.getNode()::addDependency);
        made.applyRemovalPolicy(settings.removalPolicy());
        if (!settings.isProtected()) {
            AcceptedFindings.finding(
                    made,
                    "AwsSolutions-RDS10",
                    "The data of an experimental stage is deleted with its stack, and so is the"
                            + " empty database of a first deployment that fails.");
        }
        return made;
    }

    /**
     * The name is fixed, because the log groups are named after it: Aurora creates a missing one,
     * which would keep its logs forever.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html">Publishing
     *     Aurora PostgreSQL logs to Amazon CloudWatch Logs</a>
     */
    private String identifier() {
        return "netstock-" + settings.name() + "-ledger";
    }

    private LogGroup logGroup(String log) {
        return LogGroup.Builder.create(this, "Logs-" + log)
                .logGroupName("/aws/rds/cluster/" + identifier() + "/" + log)
                .retention(settings.logRetention())
                .removalPolicy(settings.removalPolicy())
                .build();
    }

    private CfnDBCluster.ServerlessV2ScalingConfigurationProperty scaling() {
        var pause = size().pauseAfterMinutes();
        var scaling =
                CfnDBCluster.ServerlessV2ScalingConfigurationProperty.builder()
                        .minCapacity(size().minCapacityUnits())
                        .maxCapacity(size().maxCapacityUnits());
        return (pause == null ? scaling : scaling.secondsUntilAutoPause(pause * 60)).build();
    }

    private CfnDBSubnetGroup subnets(LedgerNetwork network) {
        var made =
                CfnDBSubnetGroup.Builder.create(this, "Subnets")
                        .dbSubnetGroupDescription("The isolated subnets of the ledger")
                        .subnetIds(
                                network.vpc().getIsolatedSubnets().stream()
                                        .map(ISubnet::getSubnetId)
                                        .toList())
                        .build();
        made.applyRemovalPolicy(settings.removalPolicy());
        return made;
    }

    /** Requires TLS, and logs statements that take a second or longer. */
    private CfnDBClusterParameterGroup parameters() {
        var made =
                CfnDBClusterParameterGroup.Builder.create(this, "Parameters")
                        .description("The ledger")
                        .family(ENGINE + "17")
                        .parameters(
                                Map.of(
                                        "rds.force_ssl", "1",
                                        "log_min_duration_statement", "1000",
                                        "idle_in_transaction_session_timeout", "60000"))
                        .build();
        made.applyRemovalPolicy(settings.removalPolicy());
        return made;
    }

    private void instance(int number) {
        var made =
                CfnDBInstance.Builder.create(this, "Instance" + number)
                        .engine(ENGINE)
                        .dbClusterIdentifier(cluster.getRef())
                        .dbInstanceClass("db.serverless")
                        .caCertificateIdentifier(CERTIFICATE_AUTHORITY)
                        .publiclyAccessible(false)
                        .autoMinorVersionUpgrade(true)
                        .preferredMaintenanceWindow(size().maintenanceWindowUtc())
                        .enablePerformanceInsights(true)
                        .performanceInsightsKmsKeyId(key.getKeyArn())
                        .promotionTier(0)
                        .build();
        made.applyRemovalPolicy(settings.removalPolicy());
    }
}
