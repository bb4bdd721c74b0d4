package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ListedMapping;
import dev.netstock.local.lambda.ProbeFunction;
import dev.netstock.local.queues.SqsLocal;
import dev.netstock.local.s3.S3Local;
import dev.netstock.local.template.Environment;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command, against services that a state file leads to. */
class RedriveCommandTest {
    private static final String REGION = "ap-northeast-1";
    private static final String QUEUES = "arn:aws:sqs:ap-northeast-1:000000000000:";

    @TempDir static Path repository;
    static SqsLocal sqs;
    static S3Local s3;
    static LambdaService lambda;
    private final CommandRun commands = new CommandRun(repository, state());

    @BeforeAll
    static void start() {
        sqs = SqsLocal.start(Environment.local(REGION));
        s3 = S3Local.start();
        lambda = LambdaService.start(ProbeFunction.options(repository));
        lambda.list(
                new ListedMapping("uuid", "Stack-Sales:live", QUEUES + "sales", Optional.empty()));
        sqs.client().createQueue(it -> it.queueName("sales-dead"));
        sqs.client()
                .createQueue(
                        it ->
                                it.queueName("sales")
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.REDRIVE_POLICY,
                                                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                                                .formatted(
                                                                        QUEUES + "sales-dead"))));
    }

    private static CloudState state() {
        return new CloudState(
                ProcessHandle.current().pid(),
                "dev",
                REGION,
                "http://127.0.0.1:1",
                Map.of(
                        "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                        "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                        "AWS_ENDPOINT_URL_LAMBDA", lambda.endpoint().toString()),
                Map.of(
                        "SalesFunction",
                        "arn:aws:lambda:us-east-1:000000000000:function:Stack-Sales:live"),
                List.of());
    }

    @AfterEach
    void end() {
        commands.close();
    }

    @AfterAll
    static void stop() {
        lambda.close();
        s3.close();
        sqs.close();
    }

    @Test
    void redrive_ofAConsumer_putsItsDeadLettersBackAndSaysHowMany() {
        send("sales-dead");

        assertThat(commands.run("redrive", "Sales")).isZero();

        assertThat(commands.out())
                .isEqualTo("sales: 1 dead letters put back" + System.lineSeparator());
        assertThat(receive("sales")).isEqualTo(1);
    }

    @Test
    void redrive_withoutAName_listsWhatWaits() {
        assertThat(commands.run("redrive")).isZero();

        assertThat(commands.out()).contains("sales").contains("0 dead letters");
    }

    @Test
    void redrive_ofAnUnknownName_failsAndTellsThoseThereAre() {
        assertThat(commands.run("redrive", "nobody")).isEqualTo(1);

        assertThat(commands.errors()).contains("There is no consumer nobody; there are sales");
    }

    private static void send(String queue) {
        SqsClient client = sqs.client();
        client.sendMessage(it -> it.queueUrl(url(queue)).messageBody("a"));
    }

    private static int receive(String queue) {
        return sqs.client().receiveMessage(it -> it.queueUrl(url(queue))).messages().size();
    }

    private static String url(String queue) {
        return sqs.client().getQueueUrl(it -> it.queueName(queue)).queueUrl();
    }
}
