package dev.netstock.local.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.net.URI;

/** Clients with the AWS SDK's default settings. */
final class S3Clients {
    private S3Clients() {}

    static S3Client of(URI endpoint) {
        return builder(endpoint).build();
    }

    static S3ClientBuilder builder(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}
