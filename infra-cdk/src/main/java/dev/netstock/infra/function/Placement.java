package dev.netstock.infra.function;

import dev.netstock.infra.AcceptedFindings;

import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;

import java.util.List;

/**
 * The placement of a function in a VPC.
 *
 * @param vpc one with such subnets
 * @param group the security group that limits its connections
 * @param subnets isolated ones, or such with a way to the internet
 */
public record Placement(IVpc vpc, ISecurityGroup group, SubnetType subnets) {
    /**
     * The actions that Lambda needs, with the function's role, to connect it to the VPC.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Giving
     *     Lambda functions access to resources in an Amazon VPC, "Required IAM permissions"</a>
     */
    private static final List<String> TO_CONNECT =
            List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");

    void into(Function.Builder function, Role role) {
        function.vpc(vpc)
                .vpcSubnets(SubnetSelection.builder().subnetType(subnets).build())
                .securityGroups(List.of(group));
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(TO_CONNECT)
                        .resources(List.of("*"))
                        .build());
        AcceptedFindings.finding(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "Lambda creates and removes the function's network interfaces, whose names are not"
                        + " known in advance; X-Ray has no resource smaller than *.");
    }
}
