package dev.netstock.infra.malls;

import dev.netstock.infra.function.Placement;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.ec2.CfnEIP;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.NatGatewayProps;
import software.amazon.awscdk.services.ec2.NatProvider;
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
 * The way to malls that answer only to registered addresses: one NAT gateway with an Elastic IP in
 * one zone. If that zone fails, malls are out of reach until it is back, and counts and orders
 * catch up; a second gateway would double the price. DynamoDB has a gateway of its own, which is
 * free.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html">NAT
 *     gateways</a>
 */
final class MallNetwork extends Construct {
    private static final String ADDRESSES = "10.64.0.0/20";
    private static final int HTTPS = 443;

    private final CfnEIP address;
    private final Vpc vpc;
    private final SecurityGroup functions;

    MallNetwork(Construct scope, StageSettings settings) {
        super(scope, "Network");
        this.address = CfnEIP.Builder.create(this, "Address").domain("vpc").build();
        // A mall has registered it: a new one would lock the shop out.
        address.applyRemovalPolicy(settings.removalPolicy());
        this.vpc =
                Vpc.Builder.create(this, "Vpc")
                        .ipAddresses(IpAddresses.cidr(ADDRESSES))
                        .maxAzs(1)
                        .natGatewayProvider(
                                NatProvider.gateway(
                                        NatGatewayProps.builder()
                                                .eipAllocationIds(
                                                        List.of(address.getAttrAllocationId()))
                                                .build()))
                        .natGateways(1)
                        .restrictDefaultSecurityGroup(false)
                        .subnetConfiguration(
                                List.of(
                                        subnets("Public", SubnetType.PUBLIC),
                                        subnets("Functions", SubnetType.PRIVATE_WITH_EGRESS)))
                        .build();
        vpc.addGatewayEndpoint(
                "DynamoDb",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.DYNAMODB)
                        .build());
        logRefusals(settings);
        this.functions =
                SecurityGroup.Builder.create(this, "Functions")
                        .vpc(vpc)
                        .description("Functions that call malls")
                        .allowAllOutbound(false)
                        .build();
        functions.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Malls and AWS services");
    }

    Placement functions() {
        return new Placement(vpc, functions, SubnetType.PRIVATE_WITH_EGRESS);
    }

    /** The address that malls have to register. */
    String address() {
        return address.getRef();
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        var subnets = SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(24);
        return type == SubnetType.PUBLIC
                ? subnets.mapPublicIpOnLaunch(false).build()
                : subnets.build();
    }

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
}
