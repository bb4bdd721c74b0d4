package dev.netstock.local.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.AwsRequests;
import dev.netstock.local.template.DeployedStack;
import dev.netstock.local.template.Environment;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers to the AWS SDK's client, and to requests that it never sends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackServerTest {
    private static final Instant CREATED_AT = Instant.parse("2026-11-21T02:03:04.567Z");

    private final StackServer server =
            StackServer.start(
                    Environment.local("ap-northeast-1"),
                    List.of(
                            new DeployedStack(
                                    "NetStock-dev-Data",
                                    Optional.of("Tables & buckets"),
                                    Map.of("stage", "dev"),
                                    Map.of("NetStockTable", "NetStock-dev-Data-<Table>")),
                            new DeployedStack(
                                    "NetStock-dev-Api", Optional.empty(), Map.of(), Map.of())),
                    CREATED_AT);
    private final CloudFormationClient client =
            CloudFormationClient.builder()
                    .endpointOverride(server.endpoint())
                    .region(Region.AP_NORTHEAST_1)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")))
                    .build();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void describeStacks_noName_describesAllWithStatusOutputsAndTags() {
        List<Stack> stacks = client.describeStacksPaginator().stacks().stream().toList();

        assertThat(stacks)
                .extracting(Stack::stackName)
                .containsExactly("NetStock-dev-Data", "NetStock-dev-Api");
        Stack data = stacks.getFirst();
        assertThat(data.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(data.creationTime()).isEqualTo(CREATED_AT);
        assertThat(data.description()).isEqualTo("Tables & buckets");
        assertThat(data.outputs())
                .containsExactly(
                        Output.builder()
                                .outputKey("NetStockTable")
                                .outputValue("NetStock-dev-Data-<Table>")
                                .build());
        assertThat(data.tags()).containsExactly(Tag.builder().key("stage").value("dev").build());
        assertThat(stacks.getLast().outputs()).isEmpty();
    }

    @Test
    void describeStacks_nameOrId_describesThatStack() {
        Stack byName = described("NetStock-dev-Api");

        assertThat(byName.stackId())
                .startsWith(
                        "arn:aws:cloudformation:ap-northeast-1:000000000000:stack/NetStock-dev-Api/");
        assertThat(described(byName.stackId())).isEqualTo(byName);
    }

    @Test
    void describeStacks_unknownStack_isAValidationError() {
        assertThatThrownBy(() -> described("NetStock-prod-Api"))
                .isInstanceOfSatisfying(
                        CloudFormationException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(400);
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationError");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo("Stack with id NetStock-prod-Api does not exist");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action=DescribeStacks&NextToken=2  | 400 | ValidationError",
                "Action=DescribeStacks&Verbose=true | 501 | NotImplemented",
                "Action=CreateStack&StackName=x     | 501 | NotImplemented",
                "StackName=x                        | 501 | NotImplemented",
            })
    void call_otherRequest_isRejected(String form, int status, String code)
            throws IOException, InterruptedException {
        var answer = AwsRequests.form(server.endpoint(), form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    private Stack described(String name) {
        return client.describeStacks(it -> it.stackName(name)).stacks().getFirst();
    }
}
