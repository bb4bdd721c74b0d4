package dev.netstock.infra.ledger;

import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.function.CopiesUse;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.QueueUse;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.function.TableUse;

import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The VPC endpoints of the ledger's network: S3, DynamoDB and SQS. Each allows only what the ledger
 * uses, so no data can be sent to a bucket, table or queue of another account.
 */
final class LedgerEndpoints extends Construct {
    /**
     * CloudFormation receives the response of a custom resource in this bucket.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html">
     *     Setting up VPC endpoints for AWS CloudFormation</a>
     */
    private static final String ANSWERS =
            "arn:aws:s3:::cloudformation-custom-resource-response-*/*";

    private final LedgerNetwork network;
    private final StageResources resources;

    LedgerEndpoints(Construct scope, LedgerNetwork network, StageResources resources) {
        super(scope, "Endpoints");
        this.network = network;
        this.resources = resources;
    }

    /** Opens what the functions in the network use. */
    void open(List<FunctionSpec> functions) {
        var inside = functions.stream().filter(FunctionSpec::inLedgerNetwork).toList();
        toTables(inside);
        toFiles();
        toQueues(inside);
    }

    private void toTables(List<FunctionSpec> functions) {
        var tables = EnumSet.noneOf(StockTable.class);
        var actions = new TreeSet<String>();
        for (var function : functions) {
            for (var use : function.usesOf(TableUse.class)) {
                if (!use.table().isIn(resources.settings())) {
                    continue;
                }
                tables.add(use.table());
                use.actions().forEach(action -> actions.add("dynamodb:" + action));
            }
        }
        var endpoint = gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB);
        endpoint.addToPolicy(
                statement(
                        tables.stream().map(table -> resources.table(table).getTableArn()).toList(),
                        actions.toArray(String[]::new)));
        endpoint.addToPolicy(
                statement(
                        List.of(CopiesUse.tables(resources)),
                        CopiesUse.actions().toArray(String[]::new)));
    }

    /**
     * The ledger's own buckets, the one in which the intake stores records that it rejects, and the
     * archive, which a restore drill reads.
     */
    private void toFiles() {
        var files = resources.bucket(StockBucket.FILES);
        var reports = resources.bucket(StockBucket.REPORTS);
        var failed = resources.bucket(StockBucket.FAILED_BATCHES);
        var archive = resources.bucket(StockBucket.ARCHIVE);
        var endpoint = gateway("S3", GatewayVpcEndpointAwsService.S3);
        endpoint.addToPolicy(
                statement(
                        List.of(files.arnForObjects("*"), reports.arnForObjects("*")),
                        "s3:GetObject",
                        "s3:GetObjectVersion",
                        "s3:PutObject",
                        "s3:DeleteObjectVersion"));
        endpoint.addToPolicy(statement(List.of(archive.arnForObjects("events/*")), "s3:GetObject"));
        endpoint.addToPolicy(
                statement(
                        List.of(
                                files.getBucketArn(),
                                reports.getBucketArn(),
                                archive.getBucketArn()),
                        "s3:ListBucket"));
        endpoint.addToPolicy(
                statement(List.of(ANSWERS, failed.arnForObjects("aws/lambda/*")), "s3:PutObject"));
    }

    private void toQueues(List<FunctionSpec> functions) {
        var endpoint =
                InterfaceVpcEndpoint.Builder.create(this, "Sqs")
                        .vpc(network.vpc())
                        .service(InterfaceVpcEndpointAwsService.SQS)
                        .subnets(zonesOfInterfaces())
                        .securityGroups(List.of(network.endpoints()))
                        .open(false)
                        .privateDnsEnabled(true)
                        .build();
        var sentTo =
                functions.stream()
                        .flatMap(function -> function.usesOf(QueueUse.class).stream())
                        .map(QueueUse::consumer);
        var consumed = functions.stream().filter(FunctionSpec::hasQueue).map(FunctionSpec::id);
        endpoint.addToPolicy(statement(queueArns(sentTo), "sqs:SendMessage"));
        endpoint.addToPolicy(statement(queueArns(consumed), "sqs:ChangeMessageVisibility"));
    }

    private List<String> queueArns(Stream<String> consumers) {
        return consumers
                .distinct()
                .filter(it -> Functions.hasFunction(resources.settings(), it))
                .map(it -> resources.queue(it).getQueueArn())
                .toList();
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

    /** An interface costs by the hour in each zone. Functions in other zones reach it as well. */
    private SubnetSelection zonesOfInterfaces() {
        var subnets = network.vpc().getIsolatedSubnets();
        return SubnetSelection.builder()
                .subnets(subnets.subList(0, resources.settings().ledger().endpointZones()))
                .build();
    }

    private static SubnetSelection isolated() {
        return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    }
}
