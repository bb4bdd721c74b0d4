package dev.netstock.infra.ledger;

import dev.netstock.infra.AcceptedFindings;

import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.IConstruct;

import java.util.List;

/** Permissions on the ledger's own buckets, folder by folder. */
final class FileAccess {
    private FileAccess() {}

    /**
     * Allows the actions on what is in some folders.
     *
     * @param folders each with its slash; empty for all
     * @param actions without their prefix, {@code GetObject}
     */
    static PolicyStatement on(Bucket bucket, List<String> folders, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions).stream().map(action -> "s3:" + action).toList())
                .resources(
                        folders.stream().map(folder -> bucket.arnForObjects(folder + "*")).toList())
                .build();
    }

    /** Without it S3 says of an object that is not there that it is forbidden. */
    static PolicyStatement toTellWhatIsMissing(Bucket bucket) {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .build();
    }

    /** Accepts that a function's role names everything in these folders. */
    static void explain(IConstruct construct, Bucket bucket, String reason, String... folders) {
        if (bucket.getNode().getDefaultChild() instanceof CfnElement resource) {
            var id = Stack.of(bucket).getLogicalId(resource);
            for (var folder : folders) {
                AcceptedFindings.finding(
                        construct,
                        "AwsSolutions-IAM5[Resource::<" + id + ".Arn>/" + folder + "*]",
                        reason);
            }
        }
    }
}
