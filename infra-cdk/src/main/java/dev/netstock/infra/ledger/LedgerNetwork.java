package dev.netstock.infra.ledger;

import dev.netstock.infra.function.Placement;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.List;

/**
 * A network without internet access: isolated subnets in two zones, no internet gateway and no NAT.
 * Functions reach the database, and the AWS services that {@link LedgerEndpoints} allows.
 */
final class LedgerNetwork extends Construct {
    private static final String ADDRESSES = "10.63.0.0/20";
    private static final int ZONES = 2;
    private static final int HTTPS = 443;

    private final Vpc vpc;
    private final SecurityGroup functions;
    private final SecurityGroup database;
    private final SecurityGroup endpoints;

    LedgerNetwork(Construct scope, StageSettings settings) {
        super(scope, "Network");
        this.vpc =
                Vpc.Builder.create(this, "Vpc")
                        .ipAddresses(IpAddresses.cidr(ADDRESSES))
                        .maxAzs(ZONES)
                        .natGateways(0)
                        .createInternetGateway(false)
                        .restrictDefaultSecurityGroup(false)
                        .subnetConfiguration(List.of(isolated()))
                        .build();
        logRefusals(settings);
        this.functions = group("Functions", "Functions of the ledger");
        this.database = group("Database", "The database of the ledger");
        this.endpoints = group("Endpoints", "What stands for AWS services in this network");
        allow();
        keepWhatTheDatabaseUses(settings.removalPolicy());
    }

    /** A retained database cannot lose its network: the deletion of the stack would fail. */
    private void keepWhatTheDatabaseUses(RemovalPolicy policy) {
        vpc.applyRemovalPolicy(policy);
        database.applyRemovalPolicy(policy);
        for (var subnet : vpc.getIsolatedSubnets()) {
            for (var resource : subnet.getNode().getChildren()) {
                if (resource instanceof CfnSubnet created) {
                    created.applyRemovalPolicy(policy);
                }
            }
        }
    }

    Vpc vpc() {
        return vpc;
    }

    SecurityGroup database() {
        return database;
    }

    SecurityGroup endpoints() {
        return endpoints;
    }

    /** The placement of the functions. */
    Placement functions() {
        return new Placement(vpc, functions, SubnetType.PRIVATE_ISOLATED);
    }

    private static SubnetConfiguration isolated() {
        return SubnetConfiguration.builder()
                .name("Isolated")
                .subnetType(SubnetType.PRIVATE_ISOLATED)
                .cidrMask(24)
                .build();
    }

    /**
     * Functions open connections and accept none. The addresses of S3 and DynamoDB differ by
     * region, so the rule names none; the routes lead only to these two.
     */
    private void allow() {
        functions.addEgressRule(
                database, Port.tcp(LedgerDatabase.PORT), "The database of the ledger");
        functions.addEgressRule(endpoints, Port.tcp(HTTPS), "SQS");
        functions.addEgressRule(
                Peer.anyIpv4(), Port.tcp(HTTPS), "S3 and DynamoDB: no route leads elsewhere");
        database.addIngressRule(
                functions, Port.tcp(LedgerDatabase.PORT), "Functions of the ledger");
        endpoints.addIngressRule(functions, Port.tcp(HTTPS), "Functions of the ledger");
    }

    /** A refused connection indicates a missing rule, or code that should not run here. */
    private void logRefusals(StageSettings settings) {
        var group =
                LogGroup.Builder.create(this, "Refusals")
                        .retention(settings.logRetention())
                        .removalPolicy(settings.removalPolicy())
                        .build();
        var role =
                Role.Builder.create(this, "RefusalsRole")
                        .assumedBy(new ServicePrincipal("vpc-flow-logs.amazonaws.com"))
                        .build();
        vpc.addFlowLog(
                "Refused",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(group, role))
                        .trafficType(FlowLogTrafficType.REJECT)
                        .build());
    }

    private SecurityGroup group(String id, String description) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
    }
}
