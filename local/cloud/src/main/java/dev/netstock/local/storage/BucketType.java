package dev.netstock.local.storage;

import dev.netstock.local.queues.Queues;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Locale;
import java.util.Map;

/**
 * {@code AWS::S3::Bucket}: objects, versions and notifications to queues; no lifecycle rules or
 * access rules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
public record BucketType(DeclaredBuckets buckets, Queues queues) implements ResourceType {
    private static final int NAME_MAX = 63;

    @Override
    public String name() {
        return "AWS::S3::Bucket";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name = properties.optionalText("BucketName").orElseGet(() -> defaultName(resource));
        ignore(properties);
        var notifications = properties.optionalObject("NotificationConfiguration");
        buckets.create(name, isVersioned(properties));
        notifications.ifPresent(it -> new BucketNotifications(queues, buckets).declare(name, it));
        properties.finish();
        String domain = name + ".s3.amazonaws.com";
        return new ProvisionedResource(
                name, Map.of("Arn", DeclaredBuckets.arn(name), "DomainName", domain));
    }

    private static boolean isVersioned(Properties properties) {
        return properties.optionalObject("VersioningConfiguration").stream()
                .anyMatch(it -> it.text("Status").equals("Enabled"));
    }

    /** Bucket names are lower-case and limited in length. */
    private static String defaultName(ResourceDeclaration resource) {
        String name =
                (resource.path().stack() + "-" + resource.logicalId()).toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(name.length(), NAME_MAX));
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "BucketEncryption",
                "IntelligentTieringConfigurations",
                "LifecycleConfiguration",
                "LoggingConfiguration",
                "ObjectLockConfiguration",
                "ObjectLockEnabled",
                "OwnershipControls",
                "PublicAccessBlockConfiguration",
                "Tags");
    }
}
