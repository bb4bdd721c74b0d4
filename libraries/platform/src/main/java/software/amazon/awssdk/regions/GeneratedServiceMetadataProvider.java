package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;

/**
 * Replaces the class of this name in the SDK's jar {@code regions}. The SDK asks it for the region
 * that signs the requests of one service; the original creates tables of the endpoints of all 400
 * services for that, which takes a tenth of a cold start. {@code null} is the answer for a service
 * without exceptions, which every service is that the functions use, except S3. Endpoints come from
 * the endpoint rules of each client. Thread-safe.
 *
 * <p>Lambda loads the jars of a function in alphabetical order, so this class precedes the
 * original. In another order the functions work as well, and start later.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    private static final String S3 = "s3";

    @Override
    public ServiceMetadata serviceMetadata(String service) {
        return service.equals(S3) ? new EnhancedS3ServiceMetadata() : null;
    }
}
