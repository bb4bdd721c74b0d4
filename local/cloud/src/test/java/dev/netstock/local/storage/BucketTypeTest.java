package dev.netstock.local.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/**
 * Buckets of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
class BucketTypeTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final DeclaredBuckets buckets = new DeclaredBuckets(ENVIRONMENT, Optional.empty());
    private final TemplateProbe probe = new TemplateProbe(new BucketType(buckets));

    @AfterEach
    void stop() {
        buckets.close();
    }

    @Test
    void provision_whenABucketIsDeclared_takesObjects() {
        assertThat(buckets.endpoint()).isEmpty();
        var bucket =
                probe.provision(
                        "Archive",
                        "{'VersioningConfiguration': {'Status': 'Enabled'}, 'BucketEncryption':"
                                + " {}}");

        buckets.put(bucket.ref(), "a", "content".getBytes(UTF_8));

        String arn = bucket.attributes().getOrDefault("Arn", "");
        assertThat(arn).isEqualTo("arn:aws:s3:::stack-archive");
        assertThat(DeclaredBuckets.name(arn)).contains("stack-archive");
        assertThat(DeclaredBuckets.name("arn:aws:sqs:a:b:c")).isEmpty();
        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).s3(buckets.endpoint().orElseThrow())) {
            assertThat(
                            client.getObjectAsBytes(it -> it.bucket("stack-archive").key("a"))
                                    .asUtf8String())
                    .isEqualTo("content");
        }
        assertThat(probe.passedOver())
                .containsExactly("AWS::S3::Bucket: BucketEncryption, VersioningConfiguration");
    }

    @Test
    void provision_whenTheBucketWouldNotifySomeone_isRefused() {
        assertThatThrownBy(() -> probe.provision("Loud", "{'NotificationConfiguration': {}}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("NotificationConfiguration is not known");
    }
}
