package dev.netstock.local.template;

/**
 * The account and region of the deployment.
 *
 * @param account twelve digits
 */
public record Environment(String account, String region) {
    /** The account number that DynamoDB Local also uses. */
    public static Environment local(String region) {
        return new Environment("000000000000", region);
    }

    /** An ARN in this account: {@code arn:aws:service:region:account:resource}. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
    }
}
