package dev.netstock.infra.ledger;

import dev.netstock.infra.data.StockTables;

import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The doors of the ledger's network to AWS: S3, DynamoDB and SQS, and in each only what the ledger
 * uses. So nothing can be carried out to a bucket, table or queue of somebody else.
 */
final class LedgerEndpoints extends Construct {
    /**
     * Where CloudFormation waits for the answer of a custom resource.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html">
     *     Setting up VPC endpoints for AWS CloudFormation</a>
     */
    private static final String ANSWERS =
            "arn:aws:s3:::cloudformation-custom-resource-response-*/*";

    private final LedgerNetwork network;

    LedgerEndpoints(Construct scope, LedgerNetwork network) {
        super(scope, "Endpoints");
        this.network = network;
    }

    void toTables(StockTables tables) {
        gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB)
                .addToPolicy(
                        statement(
                                List.of(
                                        tables.netStock().getTableArn(),
                                        tables.stockDeltas().getTableArn(),
                                        tables.saleMode().getTableArn()),
                                "dynamodb:BatchGetItem",
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:Query",
                                "dynamodb:Scan",
                                "dynamodb:UpdateItem"));
    }

    /**
     * The ledger's own buckets, and the one of failed records.
     *
     * @param failed where the intake keeps the records that it refuses
     */
    void toFiles(LedgerFiles files, IBucket failed) {
        var endpoint = gateway("S3", GatewayVpcEndpointAwsService.S3);
        endpoint.addToPolicy(
                statement(
                        List.of(
                                files.files().arnForObjects("*"),
                                files.reports().arnForObjects("*")),
                        "s3:GetObject",
                        "s3:GetObjectVersion",
                        "s3:PutObject",
                        "s3:DeleteObjectVersion"));
        endpoint.addToPolicy(
                statement(
                        List.of(files.files().getBucketArn(), files.reports().getBucketArn()),
                        "s3:ListBucket"));
        endpoint.addToPolicy(
                statement(List.of(ANSWERS, failed.arnForObjects("aws/lambda/*")), "s3:PutObject"));
    }

    /**
     * Queues.
     *
     * @param sentTo those that functions send to
     * @param consumed those whose messages functions work on
     */
    void toQueues(Collection<? extends IQueue> sentTo, Collection<? extends IQueue> consumed) {
        var endpoint =
                InterfaceVpcEndpoint.Builder.create(this, "Sqs")
                        .vpc(network.vpc())
                        .service(InterfaceVpcEndpointAwsService.SQS)
                        .subnets(isolated())
                        .securityGroups(List.of(network.endpoints()))
                        .open(false)
                        .privateDnsEnabled(true)
                        .build();
        endpoint.addToPolicy(statement(arns(sentTo), "sqs:SendMessage"));
        endpoint.addToPolicy(statement(arns(consumed), "sqs:ChangeMessageVisibility"));
    }

    private static List<String> arns(Collection<? extends IQueue> queues) {
        return queues.stream().map(IQueue::getQueueArn).toList();
    }

    private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpoint.Builder.create(this, id)
                .vpc(network.vpc())
                .service(service)
                .subnets(List.of(isolated()))
                .build();
    }

    private static PolicyStatement statement(List<String> resources, String... actions) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(new ArrayList<>(List.of(actions)))
                .resources(resources)
                .build();
    }

    private static SubnetSelection isolated() {
        return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    }
}
