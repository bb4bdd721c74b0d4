package dev.netstock.local.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ListedMapping;
import dev.netstock.local.lambda.ProbeFunction;
import dev.netstock.local.s3.S3Local;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.sqs.SqsLocal;
import dev.netstock.local.stacks.StackServer;
import dev.netstock.local.template.DeployedStack;
import dev.netstock.local.template.Environment;
import dev.netstock.operator.command.OperatorCommand;
import dev.netstock.operator.stage.AwsClients;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command, against services of the local cloud. */
class RedriveCommandTest {
    private static final String REGION = "ap-northeast-1";
    private static final String QUEUES = "arn:aws:sqs:ap-northeast-1:000000000000:";

    @TempDir static Path folder;
    static SqsLocal sqs;
    static S3Local s3;
    static LambdaService lambda;
    static StackServer stacks;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void start() {
        sqs = SqsLocal.start(REGION, "000000000000");
        s3 = S3Local.start();
        lambda = LambdaService.start(ProbeFunction.options(folder));
        lambda.list(
                new ListedMapping("uuid", "Stack-Sales:live", QUEUES + "sales", Optional.empty()));
        sqs.create("sales-dead", Map.of());
        sqs.create(
                "sales",
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                .formatted(QUEUES + "sales-dead")));
        var stack =
                new DeployedStack(
                        "NetStock-dev-Events",
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                "SalesFunction",
                                "arn:aws:lambda:us-east-1:000000000000:function:Stack-Sales:live"));
        stacks = StackServer.start(Environment.local(REGION), List.of(stack), Instant.EPOCH);
    }

    @AfterAll
    static void stop() {
        stacks.close();
        lambda.close();
        s3.close();
        sqs.close();
    }

    @Test
    void redrive_consumer_replaysItsDeadLettersAndPrintsTheirNumber() throws InterruptedException {
        send("sales-dead");

        assertThat(run("redrive", "Sales")).isZero();

        assertThat(out.toString().strip()).isEqualTo("sales: replayed 1 dead letters");
        assertThat(receive("sales")).isEqualTo(1);
    }

    @Test
    void redrive_noConsumer_listsWhatWaits() {
        assertThat(run("redrive")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("CONSUMER WAITING KIND", "sales 0 dead letters");
    }

    @Test
    void redrive_unknownConsumer_failsAndListsTheConsumers() {
        assertThat(run("redrive", "shop")).isEqualTo(1);

        assertThat(errors.toString().strip()).isEqualTo("Unknown consumer shop. Consumers: sales.");
    }

    private int run(String... arguments) {
        CommandLine command =
                OperatorCommand.commandLine(
                        (_, _) -> new AwsClients(RedriveCommandTest::configure));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        List<String> all = new ArrayList<>(List.of("--stage", "dev"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }

    private static void configure(AwsClientBuilder<?, ?> builder) {
        URI endpoint =
                switch (builder) {
                    case SqsClientBuilder _ -> sqs.endpoint();
                    case S3ClientBuilder _ -> s3.endpoint();
                    case LambdaClientBuilder _ -> lambda.endpoint();
                    default -> stacks.endpoint();
                };
        builder.endpointOverride(endpoint);
        builder.region(Region.of(REGION));
        builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    private static void send(String queue) {
        sqs.find(queue).orElseThrow().send(NewMessage.of("a"));
    }

    private static int receive(String queue) throws InterruptedException {
        return sqs.find(queue).orElseThrow().receive(10, Duration.ZERO).size();
    }
}
