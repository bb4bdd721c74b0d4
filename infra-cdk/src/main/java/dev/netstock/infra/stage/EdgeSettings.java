package dev.netstock.infra.stage;

/**
 * The edge of a stage: one address for the operators' console and the API, with a firewall. The
 * stage needs a {@link CustomDomain} for its API, which then accepts the distribution alone.
 *
 * @param name the address, {@code stock.example.com}
 * @param certificateArn a certificate of the address, in us-east-1
 * @param clientCertificateArn the certificate with which the distribution calls the API, in
 *     us-east-1
 * @param truststore the authority that has issued it
 * @param region the region of the stage, where people sign in
 * @param requestsPerFiveMinutes more requests of one address are refused
 */
public record EdgeSettings(
        String name,
        String certificateArn,
        String clientCertificateArn,
        Truststore truststore,
        String region,
        int requestsPerFiveMinutes) {
    /**
     * A file with certificates in PEM, in the region of the stage.
     *
     * @param bucket the name of its bucket
     * @param key its key
     */
    public record Truststore(String bucket, String key) {}

    /** The URL without a path. */
    public String url() {
        return "https://" + name;
    }
}
