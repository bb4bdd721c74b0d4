package dev.netstock.jobs.aws;

import dev.netstock.jobs.http.ReadFindingsEndpoint.Reports;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Optional;

/** The reports of reconcile runs in their bucket. Thread-safe. */
public record S3Reports(S3Client client, String bucket) implements Reports {
    /** S3 answers so for an object that does not exist if the caller may not list the bucket. */
    private static final int FORBIDDEN = 403;

    private static final int NOT_FOUND = 404;

    @Override
    public Optional<String> of(String run) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(
                                    it ->
                                            it.bucket(bucket)
                                                    .key("reconcile/" + run + "/report.json"))
                            .asUtf8String());
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN || e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
