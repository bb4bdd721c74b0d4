package dev.netstock.infra.data;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;

import java.util.List;
import java.util.Map;

/** Permissions on the key that encrypts: only through the service that holds what it encrypts. */
public final class KeyAccess {
    private KeyAccess() {}

    /**
     * Allows the use of tables that the key encrypts: DynamoDB decrypts a table's own key in the
     * caller's name, for reads and for writes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">
     *     How DynamoDB uses a KMS key</a>
     */
    public static PolicyStatement ofTables(IKey key) {
        return through("dynamodb", key, "kms:Decrypt");
    }

    /**
     * Allows publishing to a topic that the key encrypts.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing
     *     Amazon SNS encryption keys and costs</a>
     */
    public static PolicyStatement ofTopics(IKey key) {
        return through("sns", key, "kms:Decrypt", "kms:GenerateDataKey");
    }

    /** Allows reading objects that the key encrypts. */
    public static PolicyStatement ofObjectsRead(IKey key) {
        return through("s3", key, "kms:Decrypt");
    }

    /** Allows writing objects that the key encrypts, also in parts. */
    public static PolicyStatement ofObjectsWritten(IKey key) {
        return through("s3", key, "kms:Decrypt", "kms:GenerateDataKey");
    }

    /** Allows reading a stream of movements that the key encrypts. */
    public static PolicyStatement ofStreamRead(IKey key) {
        return through("kinesis", key, "kms:Decrypt");
    }

    /** Allows writing to a stream of movements that the key encrypts. */
    public static PolicyStatement ofStreamWritten(IKey key) {
        return through("kinesis", key, "kms:GenerateDataKey");
    }

    private static PolicyStatement through(String service, IKey key, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(key.getKeyArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        service + "." + Aws.REGION + "." + Aws.URL_SUFFIX)))
                .build();
    }
}
