package dev.netstock.local.database;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.database.Databases.RunningCluster;
import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;
import dev.netstock.local.postgresql.PostgresServer;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The part of the RDS API that restores the declared cluster to a moment, in the Query protocol. A
 * restored cluster is available when the answer arrives; its instance has no effect. Signatures are
 * not checked. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterToPointInTime.html">RestoreDBClusterToPointInTime</a>
 */
public final class RdsServer implements AutoCloseable {
    private static final String NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";
    private static final int FORM_BYTES_MAX = 64 * 1024;

    /** The parameters of each action, without those of lists. */
    private static final Map<String, Set<String>> ACTIONS =
            Map.of(
                    "DescribeDBClusters", Set.of("DBClusterIdentifier", "MaxRecords", "Marker"),
                    "DescribeDBInstances", Set.of("DBInstanceIdentifier", "MaxRecords", "Marker"),
                    "RestoreDBClusterToPointInTime",
                            Set.of(
                                    "DBClusterIdentifier",
                                    "SourceDBClusterIdentifier",
                                    "RestoreToTime",
                                    "Port",
                                    "DBSubnetGroupName",
                                    "VpcSecurityGroupIds",
                                    "DBClusterParameterGroupName",
                                    "EnableIAMDatabaseAuthentication",
                                    "DeletionProtection",
                                    "ServerlessV2ScalingConfiguration"),
                    "CreateDBInstance",
                            Set.of(
                                    "DBInstanceIdentifier",
                                    "DBClusterIdentifier",
                                    "DBInstanceClass",
                                    "Engine",
                                    "PubliclyAccessible"),
                    "DeleteDBInstance", Set.of("DBInstanceIdentifier", "SkipFinalSnapshot"),
                    "DeleteDBCluster", Set.of("DBClusterIdentifier", "SkipFinalSnapshot"));

    /** A request that RDS rejects. */
    private static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;
        private final String reason;

        RejectedException(int status, String code, String reason) {
            super(reason);
            this.status = status;
            this.code = code;
            this.reason = reason;
        }

        static RejectedException notImplemented(String what) {
            return new RejectedException(
                    501, "NotImplemented", "The local cloud does not implement " + what);
        }

        static RejectedException noCluster(String name) {
            return new RejectedException(
                    404, "DBClusterNotFoundFault", "DBCluster " + name + " not found.");
        }

        static RejectedException noInstance(String name) {
            return new RejectedException(
                    404, "DBInstanceNotFound", "DBInstance " + name + " not found.");
        }
    }

    private final Databases databases;
    private final Map<String, PostgresServer> copies = new TreeMap<>();

    /** The cluster of each instance of a copy. */
    private final Map<String, String> instances = new TreeMap<>();

    private final LoopbackServer server;

    private RdsServer(Databases databases) {
        this.databases = databases;
        this.server = LoopbackServer.listen(0, this::handle);
    }

    /** Starts to serve. */
    public static RdsServer start(Databases databases) {
        return new RdsServer(databases);
    }

    public URI endpoint() {
        return server.address();
    }

    @Override
    public synchronized void close() {
        server.close();
        copies.values().forEach(PostgresServer::close);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = Responses.bodyUpTo(FORM_BYTES_MAX, exchange).orElseGet(() -> new byte[0]);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        try {
            Responses.send(exchange, 200, answer(FormBody.parse(body)));
        } catch (RejectedException e) {
            Responses.send(exchange, e.status, Xml.error(NAMESPACE, e.code, e.reason));
        }
    }

    private synchronized byte[] answer(Map<String, String> form) throws RejectedException {
        String action = form.getOrDefault("Action", "");
        requireSupported(action, form);
        Consumer<Xml> result =
                switch (action) {
                    case "DescribeDBClusters" -> clusters(form);
                    case "DescribeDBInstances" -> instances(form);
                    case "RestoreDBClusterToPointInTime" -> restore(form);
                    case "CreateDBInstance" -> createInstance(form);
                    case "DeleteDBInstance" -> deleteInstance(form);
                    default -> deleteCluster(form);
                };
        return Xml.document(
                action + "Response",
                NAMESPACE,
                xml ->
                        xml.element(action + "Result", result)
                                .element("ResponseMetadata", Xml::requestId));
    }

    private static void requireSupported(String action, Map<String, String> form)
            throws RejectedException {
        Set<String> parameters = ACTIONS.get(action);
        if (parameters == null) {
            throw RejectedException.notImplemented("the action '" + action + "'");
        }
        for (String parameter : form.keySet()) {
            String name = parameter.replaceFirst("\\..*", "");
            if (!parameters.contains(name) && !Set.of("Action", "Version").contains(name)) {
                throw RejectedException.notImplemented("the parameter " + parameter);
            }
        }
    }

    private Consumer<Xml> clusters(Map<String, String> form) throws RejectedException {
        String wanted = form.getOrDefault("DBClusterIdentifier", "");
        RunningCluster source = source();
        boolean isSource = wanted.equalsIgnoreCase(source.name());
        if (!wanted.isEmpty() && !isSource && !copies.containsKey(wanted)) {
            throw RejectedException.noCluster(wanted);
        }
        List<String> names =
                copies.keySet().stream()
                        .filter(it -> wanted.isEmpty() || it.equals(wanted))
                        .toList();
        return xml ->
                xml.element(
                        "DBClusters",
                        list -> {
                            if (wanted.isEmpty() || isSource) {
                                list.element("DBCluster", it -> write(it, source));
                            }
                            names.forEach(
                                    name -> list.element("DBCluster", it -> writeCopy(it, name)));
                        });
    }

    private RunningCluster source() throws RejectedException {
        return databases
                .running()
                .orElseThrow(() -> RejectedException.notImplemented("a stage without a cluster"));
    }

    private static void write(Xml xml, RunningCluster cluster) {
        write(xml, cluster.name(), cluster.port());
        cluster.server()
                .earliestRestorable()
                .ifPresent(at -> xml.text("EarliestRestorableTime", at.toString()));
        xml.text("LatestRestorableTime", Instant.now().toString());
    }

    private void writeCopy(Xml xml, String name) {
        write(xml, name, requireNonNull(copies.get(name), name).port());
    }

    /** Group names that requests pass on; they have no effect here. */
    private static void write(Xml xml, String name, int port) {
        xml.text("DBClusterIdentifier", name)
                .text("Status", "available")
                .text("Endpoint", "127.0.0.1")
                .text("Port", Integer.toString(port))
                .text("Engine", "aurora-postgresql")
                .text("DBSubnetGroup", "local")
                .text("DBClusterParameterGroup", "local")
                .element(
                        "VpcSecurityGroups",
                        groups ->
                                groups.element(
                                        "VpcSecurityGroupMembership",
                                        it -> it.text("VpcSecurityGroupId", "sg-local")))
                .element(
                        "ServerlessV2ScalingConfiguration",
                        it -> it.text("MinCapacity", "0").text("MaxCapacity", "1"));
    }

    private Consumer<Xml> restore(Map<String, String> form) throws RejectedException {
        RunningCluster source = source();
        String from = form.getOrDefault("SourceDBClusterIdentifier", "");
        String name = form.getOrDefault("DBClusterIdentifier", "");
        if (!from.equalsIgnoreCase(source.name())) {
            throw RejectedException.noCluster(from);
        }
        if (copies.containsKey(name) || name.equalsIgnoreCase(source.name())) {
            throw new RejectedException(
                    400, "DBClusterAlreadyExistsFault", "DB Cluster already exists");
        }
        copies.put(name, restored(source, name, form.getOrDefault("RestoreToTime", "")));
        return xml -> xml.element("DBCluster", it -> writeCopy(it, name));
    }

    private static PostgresServer restored(RunningCluster source, String name, String time)
            throws RejectedException {
        try {
            Instant at = Instant.parse(time);
            Instant earliest = source.server().earliestRestorable().orElse(Instant.MAX);
            if (at.isBefore(earliest) || at.isAfter(Instant.now())) {
                throw new RejectedException(
                        400,
                        "InvalidRestoreFault",
                        "The cluster can be restored to a moment from " + earliest + " to now");
            }
            return source.server().restore(at, name);
        } catch (DateTimeException e) {
            throw RejectedException.notImplemented("a restore without RestoreToTime");
        } catch (IllegalStateException e) {
            throw new RejectedException(400, "InvalidRestoreFault", String.valueOf(e.getMessage()));
        }
    }

    private Consumer<Xml> createInstance(Map<String, String> form) throws RejectedException {
        String cluster = form.getOrDefault("DBClusterIdentifier", "");
        String name = form.getOrDefault("DBInstanceIdentifier", "");
        if (!copies.containsKey(cluster)) {
            throw RejectedException.noCluster(cluster);
        }
        instances.put(name, cluster);
        return xml -> writeInstance(xml, name);
    }

    private Consumer<Xml> instances(Map<String, String> form) throws RejectedException {
        String wanted = form.getOrDefault("DBInstanceIdentifier", "");
        if (!wanted.isEmpty() && !instances.containsKey(wanted)) {
            throw RejectedException.noInstance(wanted);
        }
        List<String> names =
                instances.keySet().stream()
                        .filter(it -> wanted.isEmpty() || it.equals(wanted))
                        .toList();
        return xml ->
                xml.element("DBInstances", list -> names.forEach(it -> writeInstance(list, it)));
    }

    private static void writeInstance(Xml xml, String name) {
        xml.element(
                "DBInstance",
                it -> it.text("DBInstanceIdentifier", name).text("DBInstanceStatus", "available"));
    }

    private Consumer<Xml> deleteInstance(Map<String, String> form) throws RejectedException {
        String name = form.getOrDefault("DBInstanceIdentifier", "");
        if (instances.remove(name) == null) {
            throw RejectedException.noInstance(name);
        }
        return xml -> writeInstance(xml, name);
    }

    private Consumer<Xml> deleteCluster(Map<String, String> form) throws RejectedException {
        String name = form.getOrDefault("DBClusterIdentifier", "");
        PostgresServer copy = copies.get(name);
        if (copy == null) {
            throw RejectedException.noCluster(name);
        }
        if (instances.containsValue(name)) {
            throw new RejectedException(
                    400,
                    "InvalidDBClusterStateFault",
                    "Cluster cannot be deleted, it still contains DB instances");
        }
        copies.remove(name);
        copy.close();
        return xml -> xml.element("DBCluster", it -> it.text("DBClusterIdentifier", name));
    }
}
