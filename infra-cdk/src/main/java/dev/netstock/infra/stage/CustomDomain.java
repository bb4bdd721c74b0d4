package dev.netstock.infra.stage;

/**
 * A domain name of the API.
 *
 * @param name {@code stock.example.com}
 * @param certificateArn a certificate of the name in the region of the stage, in AWS Certificate
 *     Manager
 */
public record CustomDomain(String name, String certificateArn) {}
