package dev.netstock.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.AwsRequests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

import java.io.IOException;
import java.time.InstantSource;

class CognitoApiTest {
    private final IdentityServer server = IdentityServer.start(0, InstantSource.system());
    private final CognitoIdentityProviderClient cognito =
            CognitoIdentityProviderClient.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.AP_NORTHEAST_1)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")))
                    .build();

    @BeforeEach
    void serve() {
        server.serve(UserPoolFixture.pool(), UserPoolFixture.noFunctions());
    }

    @AfterEach
    void stop() {
        cognito.close();
        server.close();
    }

    @Test
    void describeUserPoolClient_clientOfThePool_hasItsSecretAndScopes() {
        UserPoolClientType client = described("ap-northeast-1_Pool", "storefront");

        assertThat(client.clientSecret()).isEqualTo("top secret");
        assertThat(client.allowedOAuthScopes())
                .containsExactly("netstock/read", "netstock/reserve");
    }

    @Test
    void describeUserPoolClient_unknownPoolOrClient_isNotFound() {
        assertThatThrownBy(() -> described("ap-northeast-1_Other", "storefront"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool ap-northeast-1_Other does not exist.");
        assertThatThrownBy(() -> described("ap-northeast-1_Pool", "other"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool client other does not exist.");
    }

    @Test
    void call_otherAction_isRejected() throws IOException, InterruptedException {
        var answer =
                AwsRequests.json(
                        server.endpoint(),
                        "1.1",
                        "AWSCognitoIdentityProviderService.DeleteUserPool",
                        "{}");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("NotImplemented", "DeleteUserPool");
    }

    private UserPoolClientType described(String pool, String client) {
        return cognito.describeUserPoolClient(it -> it.userPoolId(pool).clientId(client))
                .userPoolClient();
    }
}
