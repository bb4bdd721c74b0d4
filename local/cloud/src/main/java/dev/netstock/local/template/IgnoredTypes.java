package dev.netstock.local.template;

import java.util.Map;
import java.util.Set;

/**
 * Types without an effect on one machine: permissions, keys, alarms, logs, networks, gradual
 * deployments, and the resources around an API or a database. Their properties are not read. Other
 * resources may reference them, so they have a {@code Ref} and, where the CDK uses it, an ARN or an
 * id.
 */
record IgnoredTypes(Environment environment, IgnoredResources ignored) implements Provisioner {
    private static final Set<String> WITHOUT_ATTRIBUTES =
            Set.of(
                    "AWS::ApplicationAutoScaling::ScalableTarget",
                    "AWS::ApplicationAutoScaling::ScalingPolicy",
                    "AWS::Budgets::Budget",
                    "AWS::CDK::Metadata",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::CodeDeploy::Application",
                    "AWS::CodeDeploy::DeploymentGroup",
                    "AWS::EC2::FlowLog",
                    "AWS::EC2::InternetGateway",
                    "AWS::EC2::NatGateway",
                    "AWS::EC2::Route",
                    "AWS::EC2::RouteTable",
                    "AWS::EC2::SecurityGroupEgress",
                    "AWS::EC2::SecurityGroupIngress",
                    "AWS::EC2::Subnet",
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::EC2::VPC",
                    "AWS::EC2::VPCEndpoint",
                    "AWS::EC2::VPCGatewayAttachment",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::IAM::Policy",
                    "AWS::KMS::Alias",
                    "AWS::Lambda::Permission",
                    "AWS::Logs::LogStream",
                    "AWS::Logs::MetricFilter",
                    "AWS::Logs::QueryDefinition",
                    "AWS::Logs::ResourcePolicy",
                    "AWS::RDS::DBClusterParameterGroup",
                    "AWS::RDS::DBInstance",
                    "AWS::RDS::DBSubnetGroup",
                    "AWS::S3::BucketPolicy",
                    "AWS::SecretsManager::ResourcePolicy",
                    "AWS::SNS::TopicPolicy",
                    "AWS::SQS::QueuePolicy",
                    "Custom::S3AutoDeleteObjects",
                    "AWS::WAFv2::WebACLAssociation");

    /** Types with an ARN: its service and the prefix of its resource. */
    private static final Map<String, String> WITH_ARN =
            Map.of(
                    "AWS::CloudWatch::Alarm", "cloudwatch:alarm:",
                    "AWS::CloudWatch::CompositeAlarm", "cloudwatch:alarm:",
                    "AWS::IAM::Role", "iam:role/",
                    "AWS::KMS::Key", "kms:key/",
                    "AWS::Logs::LogGroup", "logs:log-group:",
                    "AWS::WAFv2::WebACL", "wafv2:regional/webacl/");

    /**
     * CDK's function that empties a bucket before it is deleted, for {@code
     * Custom::S3AutoDeleteObjects}. Here, buckets end with the cloud.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html">Bucket,
     *     autoDeleteObjects</a>
     */
    private static final String BUCKET_EMPTYING =
            "CustomS3AutoDeleteObjectsCustomResourceProviderHandler";

    /** Types with an id attribute. */
    private static final Map<String, String> WITH_ID =
            Map.of(
                    "AWS::EC2::EIP", "AllocationId",
                    "AWS::EC2::SecurityGroup", "GroupId");

    boolean contains(ResourceDeclaration resource) {
        return WITHOUT_ATTRIBUTES.contains(resource.type())
                || WITH_ARN.containsKey(resource.type())
                || WITH_ID.containsKey(resource.type())
                || isBucketEmptying(resource);
    }

    private static boolean isBucketEmptying(ResourceDeclaration resource) {
        return resource.logicalId().startsWith(BUCKET_EMPTYING);
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        String name = resource.path().stack() + "-" + resource.logicalId();
        if (isBucketEmptying(resource)) {
            return new ProvisionedResource(
                    name, Map.of("Arn", environment.arn("lambda", "function:" + name)));
        }
        ignored.type(resource.type());
        return new ProvisionedResource(name, attributes(resource.type(), name));
    }

    private Map<String, String> attributes(String type, String name) {
        String id = WITH_ID.get(type);
        if (id != null) {
            return Map.of(id, name);
        }
        String arn = WITH_ARN.get(type);
        if (arn == null) {
            return Map.of();
        }
        String[] parts = arn.split(":", 2);
        return Map.of("Arn", environment.arn(parts[0], parts[1] + name));
    }
}
