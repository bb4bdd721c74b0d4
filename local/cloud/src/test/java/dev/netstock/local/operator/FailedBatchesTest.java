package dev.netstock.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ListedMapping;
import dev.netstock.local.lambda.ProbeFunction;
import dev.netstock.local.s3.S3Local;
import dev.netstock.local.sqs.SqsLocal;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedBatches;
import dev.netstock.operations.aws.FailedMessage;
import dev.netstock.operations.aws.OutputNames;
import dev.netstock.operations.aws.RedriveResult;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays against a real function, SQS and S3 of the local cloud. */
class FailedBatchesTest {
    private static final String REGION = "ap-northeast-1";
    private static final String QUEUES = "arn:aws:sqs:ap-northeast-1:000000000000:";
    private static final String FUNCTION =
            "arn:aws:lambda:us-east-1:000000000000:function:Stack-DeltaPublisher:live";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static SqsLocal sqsLocal;
    static S3Local s3Local;
    static LambdaService lambdaService;
    static SqsClient sqs;
    static S3Client s3;
    static LambdaClient lambda;

    @BeforeAll
    static void start() throws IOException {
        var clients = new LocalAwsClients(REGION);
        sqsLocal = SqsLocal.start(REGION, "000000000000");
        s3Local = S3Local.start();
        s3Local.createBucket("aside");
        lambdaService = LambdaService.start(ProbeFunction.options(folder));
        FunctionDefinition probe =
                ProbeFunction.definition("Stack-DeltaPublisher", ProbeFunction.zip(folder));
        lambdaService.deploy(probe);
        sqs = clients.sqs(sqsLocal.endpoint());
        s3 = clients.s3(s3Local.endpoint());
        lambda = clients.lambda(lambdaService.endpoint());
        consumerOf("Stack-SalesQueue", "Sales", Map.of());
        consumerOf(
                "Stack-LevelsQueue.fifo",
                "Replenishment",
                Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        lambdaService.list(
                new ListedMapping(
                        "uuid-of-another-application",
                        "Shop-Sales:live",
                        QUEUES + "shop-sales",
                        Optional.empty()));
        lambdaService.list(
                new ListedMapping(
                        "uuid-1",
                        FUNCTION,
                        "arn:aws:dynamodb:x:y:table/T/stream/1",
                        Optional.of("arn:aws:s3:::aside")));
    }

    @AfterAll
    static void stop() {
        lambda.close();
        s3.close();
        lambdaService.close();
        s3Local.close();
        sqs.close();
        sqsLocal.close();
    }

    /** Creates a queue with a dead-letter queue, and a mapping of it to a function. */
    private static void consumerOf(
            String queue, String function, Map<QueueAttributeName, String> attributes) {
        String dead = queue.replace("Queue", "DeadLetters");
        sqs.createQueue(it -> it.queueName(dead).attributes(attributes));
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(QUEUES + dead));
        all.put(QueueAttributeName.VISIBILITY_TIMEOUT, "0");
        sqs.createQueue(it -> it.queueName(queue).attributes(all));
        lambdaService.list(
                new ListedMapping(
                        "uuid-of-" + queue,
                        "Stack-" + function + ":live",
                        QUEUES + queue,
                        Optional.empty()));
    }

    private static FailedBatches failedBatches() {
        return new FailedBatches(
                lambda,
                sqs,
                s3,
                new OutputNames(
                        Map.of(
                                "DeltaPublisherFunction", FUNCTION,
                                "SalesFunction", FUNCTION.replace("DeltaPublisher", "Sales"),
                                "SalesQueueUrl", url("Stack-SalesQueue"),
                                "ReplenishmentFunction",
                                        FUNCTION.replace("DeltaPublisher", "Replenishment"))));
    }

    private static FailedBatch named(String name) {
        return failedBatches().named(name).orElseThrow();
    }

    private static String url(String queue) {
        return sqs.getQueueUrl(it -> it.queueName(queue)).queueUrl();
    }

    @Test
    void all_mappingsOfTheStage_haveTheNamesOfTheOutputs() {
        assertThat(failedBatches().all())
                .extracting(FailedBatch::name)
                .containsExactly("delta-publisher", "replenishment", "sales");
    }

    @Test
    void named_otherCaseOrDashes_findsTheConsumer() {
        for (String name : List.of("delta-publisher", "DeltaPublisher", "deltapublisherfunction")) {
            assertThat(named(name).name()).isEqualTo("delta-publisher");
        }
        for (String name : List.of("sales", "Sales", "SalesQueue", "stack-sales-dead-letters")) {
            assertThat(named(name).name()).isEqualTo("sales");
        }
        assertThat(failedBatches().named("publisher")).isEmpty();
    }

    @Test
    void redrive_deadLetters_sendsThemToTheQueueWithTheirAttributes() {
        for (int i = 0; i < 12; i++) {
            int number = i;
            sqs.sendMessage(
                    it ->
                            it.queueUrl(url("Stack-SalesDeadLetters"))
                                    .messageBody("m" + number)
                                    .messageAttributes(Map.of("type", text("sale"))));
        }
        await().atMost(LIMIT).until(() -> named("sales").waiting() == 12);

        RedriveResult result = named("sales").redrive();

        assertThat(result).isEqualTo(new RedriveResult(12, List.of(), ""));
        assertThat(named("sales").waiting()).isZero();
        assertThat(receive("Stack-SalesQueue", 10))
                .filteredOn(message -> message.body().startsWith("m"))
                .isNotEmpty()
                .allSatisfy(
                        message ->
                                assertThat(message.messageAttributes())
                                        .containsEntry("type", text("sale")));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    @Test
    void peek_deadLetters_showsThemAndLeavesThemForTheReplay() {
        for (String body : List.of("looked-at-1", "looked-at-2")) {
            sqs.sendMessage(it -> it.queueUrl(url("Stack-SalesDeadLetters")).messageBody(body));
        }
        await().atMost(LIMIT).until(() -> named("sales").waiting() == 2);

        assertThat(named("sales").peek(1)).hasSize(1);
        List<FailedMessage> all = named("sales").peek(10);

        assertThat(all)
                .flatExtracting(FailedMessage::bodies)
                .containsExactlyInAnyOrder("looked-at-1", "looked-at-2");
        assertThat(all).allSatisfy(it -> assertThat(it.receives().orElseThrow()).isPositive());
        assertThat(named("sales").redrive("", 1).replayed()).isEqualTo(1);
        assertThat(named("sales").redrive().replayed()).isEqualTo(1);
    }

    @Test
    void peek_batches_showsTheirRecordsAndCauses() {
        put(
                "7-refused",
                "{\"refused\": [{\"sequenceNumber\": \"1\", \"reason\": \"no units\"}],"
                        + " \"payload\": {\"Records\": [{\"sku\": \"A\"}]}}");
        assertThat(named("delta-publisher").peek(10))
                .filteredOn(it -> it.id().endsWith("7-refused"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.bodies()).containsExactly("{\"sku\":\"A\"}");
                            assertThat(it.causes()).containsExactly("no units");
                        });
        s3.deleteObject(it -> it.bucket("aside").key("aws/lambda/uuid-1/7-refused"));
    }

    @Test
    void redrive_deadLettersOfAFifoQueue_keepsGroupsAndOrder() {
        String source = url("Stack-LevelsQueue.fifo");
        for (String body : List.of("a1", "a2", "b1")) {
            sqs.sendMessage(
                    it ->
                            it.queueUrl(source)
                                    .messageBody(body)
                                    .messageGroupId(body.substring(0, 1))
                                    .messageDeduplicationId(body));
        }
        // A message that was received once moves to the dead-letter queue at the next receive.
        await().atMost(LIMIT)
                .until(
                        () -> {
                            receive("Stack-LevelsQueue.fifo", 10);
                            return named("replenishment").waiting() == 3;
                        });

        RedriveResult result = named("replenishment").redrive();

        assertThat(result.replayed()).isEqualTo(3);
        List<Message> back = receive("Stack-LevelsQueue.fifo", 10);
        assertThat(back).extracting(Message::body).containsSubsequence("a1", "a2").contains("b1");
        assertThat(back.getFirst().attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo(back.getFirst().body().substring(0, 1));
    }

    private static List<Message> receive(String queue, int most) {
        return sqs.receiveMessage(
                        it ->
                                it.queueUrl(url(queue))
                                        .maxNumberOfMessages(most)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void redrive_batches_deletesThoseThatTheFunctionProcesses() {
        put(
                "1-taken",
                "{\"payload\": {\"do\": \"answer\", \"answer\": {\"batchItemFailures\": []}}}");
        put("2-taken-as-text", "{\"payload\": \"{\\\"do\\\": \\\"describe\\\"}\"}");
        put("3-thrown", "{\"payload\": {\"do\": \"throw\"}}");
        put(
                "4-reported",
                "{\"payload\": {\"do\": \"answer\", \"answer\":"
                        + " {\"batchItemFailures\": [{\"itemIdentifier\": \"1\"}]}}}");
        put("5-without", "{\"version\": \"1.0\"}");
        assertThat(named("delta-publisher").waiting()).isEqualTo(5);

        RedriveResult result = named("delta-publisher").redrive();

        assertThat(result.replayed()).isEqualTo(2);
        assertThat(result.kept())
                .containsExactly(
                        "aws/lambda/uuid-1/3-thrown: the function failed: as asked",
                        "aws/lambda/uuid-1/4-reported: the function reports 1 failed records",
                        "aws/lambda/uuid-1/5-without: the object contains no event");
        List<String> left = new ArrayList<>();
        s3.listObjectsV2(it -> it.bucket("aside")).contents().stream()
                .map(S3Object::key)
                .forEach(left::add);
        assertThat(left).hasSize(3);
        left.forEach(key -> s3.deleteObject(it -> it.bucket("aside").key(key)));
    }

    @Test
    void redrive_recordsThatTheFunctionRejected_findsThemByItsName() {
        String key = "aws/lambda/Stack-DeltaPublisher/2026/11/21/7";
        s3.putObject(
                it -> it.bucket("aside").key(key),
                RequestBody.fromString("{\"payload\": {\"do\": \"describe\"}}"));
        assertThat(named("delta-publisher").waiting()).isEqualTo(1);

        assertThat(named("delta-publisher").redrive().replayed()).isEqualTo(1);

        assertThat(named("delta-publisher").waiting()).isZero();
    }

    private static void put(String name, String object) {
        s3.putObject(
                it -> it.bucket("aside").key("aws/lambda/uuid-1/" + name),
                RequestBody.fromString(object));
    }
}
