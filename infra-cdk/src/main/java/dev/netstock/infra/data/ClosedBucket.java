package dev.netstock.infra.data;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

import java.util.List;

/**
 * A private bucket: encrypted, TLS only, versioned. Overwritten and deleted objects can be restored
 * for a month.
 *
 * <p>CloudFormation does not delete a bucket that has objects or versions. In a stage that keeps no
 * data, CDK's custom resource empties the bucket before it is deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html">Deleting
 *     a general purpose bucket</a>
 */
public final class ClosedBucket {
    private static final Duration MISTAKES_KEPT = Duration.days(30);
    private static final Duration RARELY_READ_AFTER = Duration.days(30);

    private final Construct scope;
    private final String id;
    private final StageSettings settings;
    private final IKey key;

    public ClosedBucket(Construct scope, String id, StageSettings settings, IKey key) {
        this.scope = scope;
        this.id = id;
        this.settings = settings;
        this.key = key;
    }

    /** Creates the bucket; its objects expire after this time. */
    public Bucket keptFor(Duration kept) {
        var bucket =
                Bucket.Builder.create(scope, id)
                        .encryption(BucketEncryption.KMS)
                        .encryptionKey(key)
                        .bucketKeyEnabled(true)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .enforceSsl(true)
                        .versioned(true)
                        .lifecycleRules(List.of(retiring(kept)))
                        .removalPolicy(settings.removalPolicy())
                        .autoDeleteObjects(!settings.keepsData())
                        .build();
        AcceptedFindings.finding(
                bucket,
                "AwsSolutions-S1",
                "Only functions of this stage read and write it, each with its own role; CloudTrail"
                        + " records every other attempt.");
        return bucket;
    }

    private static LifecycleRule retiring(Duration kept) {
        var rule =
                LifecycleRule.builder()
                        .expiration(kept)
                        .noncurrentVersionExpiration(MISTAKES_KEPT)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1));
        if (kept.toDays().longValue() > RARELY_READ_AFTER.toDays().longValue()) {
            rule.transitions(
                    List.of(
                            Transition.builder()
                                    .storageClass(StorageClass.INFREQUENT_ACCESS)
                                    .transitionAfter(RARELY_READ_AFTER)
                                    .build()));
        }
        return rule.build();
    }
}
