package dev.netstock.operator.drill;

import dev.netstock.operator.CommandException;

import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Copies of the ledger's cluster, in the same network and with the same users, who sign in with
 * IAM. A restored cluster has no instance, so the drill adds one.
 *
 * @param rds the client
 * @param source the cluster, which is not changed
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterToPointInTime.html">RestoreDBClusterToPointInTime</a>
 */
record LedgerCopies(RdsClient rds, String source) {
    private static final String AVAILABLE = "available";

    /** The moments to which the cluster can be restored. */
    Window window() {
        DBCluster cluster = cluster();
        return new Window(cluster.earliestRestorableTime(), cluster.latestRestorableTime());
    }

    private DBCluster cluster() {
        return find(source)
                .orElseThrow(() -> new CommandException("There is no cluster " + source));
    }

    /** Starts a restore, unless the copy exists: then an interrupted drill goes on with it. */
    String start(Instant at) {
        // RDS stores identifiers in lower case.
        String copy = CopyNames.of(source, at).toLowerCase(Locale.ROOT);
        if (find(copy).isEmpty()) {
            restore(cluster(), copy, at);
        }
        if (instanceStatus(copy).isEmpty()) {
            rds.createDBInstance(
                    it ->
                            it.dbInstanceIdentifier(instance(copy))
                                    .dbClusterIdentifier(copy)
                                    .dbInstanceClass("db.serverless")
                                    .engine("aurora-postgresql")
                                    .publiclyAccessible(false));
        }
        return copy;
    }

    private void restore(DBCluster cluster, String copy, Instant at) {
        var scaling = cluster.serverlessV2ScalingConfiguration();
        rds.restoreDBClusterToPointInTime(
                it ->
                        it.dbClusterIdentifier(copy)
                                .sourceDBClusterIdentifier(source)
                                .restoreToTime(at)
                                .port(cluster.port())
                                .dbSubnetGroupName(cluster.dbSubnetGroup())
                                .vpcSecurityGroupIds(
                                        cluster.vpcSecurityGroups().stream()
                                                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                                                .toList())
                                .dbClusterParameterGroupName(cluster.dbClusterParameterGroup())
                                .enableIAMDatabaseAuthentication(true)
                                .deletionProtection(false)
                                .serverlessV2ScalingConfiguration(
                                        to ->
                                                to.minCapacity(scaling.minCapacity())
                                                        .maxCapacity(scaling.maxCapacity())));
    }

    /** Waits until a copy accepts connections. */
    DBCluster await(String copy) throws InterruptedException {
        Polling.until(
                () ->
                        find(copy).map(DBCluster::status).equals(Optional.of(AVAILABLE))
                                && instanceStatus(copy).equals(Optional.of(AVAILABLE)),
                "The restore of the cluster " + copy);
        return find(copy).orElseThrow();
    }

    /** The copies that exist, of all moments. */
    List<String> all() {
        return rds.describeDBClustersPaginator().dbClusters().stream()
                .map(DBCluster::dbClusterIdentifier)
                .filter(name -> CopyNames.isCopy(name, source))
                .sorted()
                .toList();
    }

    /** Deletes a copy and its instance, and waits until both are gone. */
    void delete(String copy) throws InterruptedException {
        if (!CopyNames.isCopy(copy, source)) {
            throw new IllegalArgumentException(copy + " is not a copy");
        }
        // A cluster that is being created cannot be deleted.
        Polling.until(
                () -> !find(copy).map(DBCluster::status).equals(Optional.of("creating")),
                "The restore of the cluster " + copy);
        try {
            rds.deleteDBInstance(
                    it -> it.dbInstanceIdentifier(instance(copy)).skipFinalSnapshot(true));
        } catch (DbInstanceNotFoundException _) {
            // The drill was interrupted before it created the instance, or after it deleted it.
        }
        Polling.until(
                () -> instanceStatus(copy).isEmpty(), "The deletion of the instance of " + copy);
        try {
            rds.deleteDBCluster(it -> it.dbClusterIdentifier(copy).skipFinalSnapshot(true));
        } catch (DbClusterNotFoundException _) {
            return;
        }
        Polling.until(() -> find(copy).isEmpty(), "The deletion of the cluster " + copy);
    }

    private static String instance(String copy) {
        return copy + "-instance";
    }

    private Optional<DBCluster> find(String cluster) {
        try {
            return rds
                    .describeDBClusters(it -> it.dbClusterIdentifier(cluster))
                    .dbClusters()
                    .stream()
                    .findFirst();
        } catch (DbClusterNotFoundException _) {
            return Optional.empty();
        }
    }

    private Optional<String> instanceStatus(String copy) {
        try {
            return rds
                    .describeDBInstances(it -> it.dbInstanceIdentifier(instance(copy)))
                    .dbInstances()
                    .stream()
                    .findFirst()
                    .map(it -> it.dbInstanceStatus());
        } catch (DbInstanceNotFoundException _) {
            return Optional.empty();
        }
    }
}
