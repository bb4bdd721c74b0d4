package dev.netstock.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The responses of SQS to invalid requests, according to its documentation and to published
 * recordings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 * @see <a href="https://github.com/localstack/localstack/tree/main/tests/aws/services/sqs">Answers
 *     of SQS, recorded by others</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsResponsesTest {
    private static final String ARN = "arn:aws:sqs:ap-northeast-1:000000000000:";
    private static final String HANDLE =
            "00000000-0000-0000-0000-000000000000#00000000-0000-0000-0000-000000000000";
    private static final int MIB = 1024 * 1024;

    /**
     * A request and its response.
     *
     * @param body with {@code URL}, {@code FIFO} and {@code DEAD} for queues
     * @param answer the status, and what the error or the body has
     */
    record Row(String action, String body, String answer) {
        @Override
        public String toString() {
            String start = body.substring(0, Math.min(100, body.length()));
            return action + " " + start + " → " + answer;
        }
    }

    static final List<Row> BATCHES =
            List.of(
                    batch("SendMessage", "", "400 EmptyBatchRequest"),
                    batch("DeleteMessage", "", "400 EmptyBatchRequest"),
                    batch("ChangeMessageVisibility", "", "400 EmptyBatchRequest"),
                    batch("SendMessage", entries(11), "400 TooManyEntriesInBatchRequest"),
                    batch("SendMessage", entry("a b"), "400 InvalidBatchEntryId"),
                    batch("SendMessage", entry(""), "400 InvalidBatchEntryId"),
                    batch("SendMessage", entry("i".repeat(81)), "400 InvalidBatchEntryId"),
                    batch("SendMessage", entry("i".repeat(80)), "200 Successful"),
                    batch(
                            "SendMessage",
                            entry("a") + "," + entry("a"),
                            "400 BatchEntryIdsNotDistinct"),
                    batch("DeleteMessage", handle("a:b", ""), "400 InvalidBatchEntryId"),
                    batch(
                            "DeleteMessage",
                            handle("a", "") + "," + handle("a", ""),
                            "400 BatchEntryIdsNotDistinct"),
                    batch("DeleteMessage", handle("a", ""), "200 \"Successful\":[{\"Id\":\"a\"}]"),
                    batch(
                            "DeleteMessage",
                            "{'Id':'a','ReceiptHandle':'none'}",
                            "200 ReceiptHandleIsInvalid"),
                    batch(
                            "ChangeMessageVisibility",
                            handle("a", ",'VisibilityTimeout':43201"),
                            "200 InvalidParameterValue"),
                    batch(
                            "ChangeMessageVisibility",
                            handle("a", ",'VisibilityTimeout':1"),
                            "200 Message does not exist"),
                    batch(
                            "SendMessage",
                            "{'Id':'a','MessageBody':'x','DelaySeconds':901}," + entry("b"),
                            "200 DelaySeconds must be >= 0 and <= 900"),
                    batch("SendMessage", large("a", MIB / 2) + "," + large("b", MIB / 2), "200"),
                    batch(
                            "SendMessage",
                            large("a", MIB / 2) + "," + large("b", MIB / 2 + 1),
                            "400 BatchRequestTooLong"));

    static final List<Row> MESSAGES =
            List.of(
                    send("'MessageBody':''", "400 MissingParameter"),
                    send("'DelaySeconds':1", "400 MissingParameter"),
                    send("'MessageBody':'" + "x".repeat(MIB) + "'", "200 MD5OfMessageBody"),
                    send(
                            "'MessageBody':'" + "x".repeat(MIB + 1) + "'",
                            "400 InvalidParameterValue"),
                    send("'MessageBody':'\\u0000'", "400 InvalidMessageContents"),
                    send("'MessageBody':'\\uFFFE'", "400 InvalidMessageContents"),
                    send("'MessageBody':'x','DelaySeconds':901", "400 InvalidParameterValue"),
                    send("'MessageBody':'x','DelaySeconds':-1", "400 InvalidParameterValue"),
                    send("'MessageBody':'x','DelaySeconds':'1'", "400 SerializationException"),
                    send("'MessageBody':'x','MessageDeduplicationId':'1'", "400 queue type"),
                    send("'MessageBody':'x','MessageGroupId':'a b'", "400 InvalidParameterValue"),
                    send("'MessageBody':'x','MessageGroupId':'g'", "200"),
                    send("'MessageBody':'x','Delay':1", "501 the parameter Delay"),
                    send(attributes("a", "String", "x"), "200"),
                    send(attributes("a", "String", ""), "400 non-empty value"),
                    send(attributes("a", "Text", "x"), "400 supported type prefixes"),
                    send(attributes("a", "Number", "two"), "400 InvalidParameterValue"),
                    send(attributes(".a", "String", "x"), "400 InvalidParameterValue"),
                    send(attributes("AWS.a", "String", "x"), "400 InvalidParameterValue"),
                    send(
                            "'MessageBody':'x','MessageAttributes':{"
                                    + IntStream.range(0, 11)
                                            .mapToObj(
                                                    n ->
                                                            "'a"
                                                                    + n
                                                                    + "':{'DataType':'String',"
                                                                    + "'StringValue':'x'}")
                                            .collect(Collectors.joining(","))
                                    + "}",
                            "400 exceeds the allowed maximum [10]"),
                    fifo("'MessageBody':'x'", "400 MessageGroupId"),
                    fifo("'MessageBody':'x','MessageGroupId':'g'", "400 ContentBasedDeduplication"),
                    fifo(
                            "'MessageBody':'x','MessageGroupId':'g','MessageDeduplicationId':'1',"
                                    + "'DelaySeconds':2",
                            "400 not valid for this queue type"),
                    fifo(
                            "'MessageBody':'x','MessageGroupId':'g','MessageDeduplicationId':'1'",
                            "200 SequenceNumber"),
                    new Row(
                            "SendMessage",
                            "{'MessageBody':'x'}",
                            "400 The request must contain the parameter QueueUrl"),
                    new Row(
                            "SendMessage",
                            "{'QueueUrl':'URLs','MessageBody':'x'}",
                            "400 QueueDoesNotExist"));

    static final List<Row> RECEIPTS =
            List.of(
                    of("ReceiveMessage", "'MaxNumberOfMessages':0", "400 InvalidParameterValue"),
                    of("ReceiveMessage", "'MaxNumberOfMessages':11", "400 between 1 and 10"),
                    of("ReceiveMessage", "'WaitTimeSeconds':21", "400 InvalidParameterValue"),
                    of("ReceiveMessage", "'WaitTimeSeconds':-1", "400 InvalidParameterValue"),
                    of("ReceiveMessage", "'VisibilityTimeout':43201", "400 <= 43200"),
                    of("ReceiveMessage", "'AttributeNames':['Odd']", "400 Unknown Attribute Odd"),
                    of("ReceiveMessage", "'ReceiveRequestAttemptId':'1'", "501 NotImplemented"),
                    of("DeleteMessage", "'ReceiptHandle':''", "400 MissingParameter"),
                    of("DeleteMessage", "'ReceiptHandle':'none'", "404 ReceiptHandleIsInvalid"),
                    of("DeleteMessage", "'ReceiptHandle':'" + HANDLE + "'", "200"),
                    visibility("1", "400 Message does not exist"),
                    visibility("43200", "400 Message does not exist"),
                    visibility("43201", "400 Value 43201 for parameter VisibilityTimeout"),
                    visibility("-1", "400 Value -1 for parameter VisibilityTimeout"),
                    of(
                            "ChangeMessageVisibility",
                            "'ReceiptHandle':'" + HANDLE + "'",
                            "400 VisibilityTimeout"));

    static final List<Row> QUEUES =
            List.of(
                    create("a b", "", "400 alphanumeric"),
                    create("q".repeat(81), "", "400 1 to 80"),
                    create("q.fifo", "", "400 alphanumeric"),
                    create("q", "'FifoQueue':'true'", "400 .fifo"),
                    create("q", "'VisibilityTimeout':'43201'", "400 InvalidAttributeValue"),
                    create("q", "'DelaySeconds':'901'", "400 InvalidAttributeValue"),
                    create("q", "'MessageRetentionPeriod':'59'", "400 InvalidAttributeValue"),
                    create("q", "'ReceiveMessageWaitTimeSeconds':'21'", "400 Attribute"),
                    create("q", "'MaximumMessageSize':'1048577'", "400 InvalidAttributeValue"),
                    create("q", "'MaximumMessageSize':'1024'", "501 MaximumMessageSize"),
                    create("q1", "'MaximumMessageSize':'1048576'", "200 QueueUrl"),
                    create("q", "'Odd':'1'", "400 Unknown Attribute Odd"),
                    create("q", "'KmsMasterKeyId':'1'", "501 KmsMasterKeyId"),
                    create("q", "'ContentBasedDeduplication':'true'", "400 InvalidAttributeName"),
                    create("q", redrive("dead", 0), "400 maxReceiveCount"),
                    create("q", redrive("none", 1), "400 Dead letter target does not exist"),
                    create("any", "'DelaySeconds':'1'", "400 QueueAlreadyExists"),
                    create("any", "'DelaySeconds':'0'", "200 QueueUrl"),
                    create("q2.fifo", highThroughput("messageGroup"), "200 QueueUrl"),
                    create("q3.fifo", highThroughput("queue"), "400 InvalidAttributeValue"),
                    create("q", "'DeduplicationScope':'queue'", "400 InvalidAttributeName"),
                    create("q", redrive("dead", 1001), "400 maxReceiveCount"),
                    create("q", redrive("ids.fifo", 1), "400 same type of queue"),
                    of(
                            "SetQueueAttributes",
                            "'Attributes':{'VisibilityTimeout':'-1'}",
                            "400 InvalidAttributeValue"),
                    of("GetQueueAttributes", "'AttributeNames':['Odd']", "400 Unknown Attribute"),
                    of("GetQueueAttributes", "'AttributeNames':[]", "200 {}"),
                    of("AddPermission", "'Label':'1'", "501 AddPermission"),
                    new Row("GetQueueUrl", "{'QueueName':'none'}", "400 QueueDoesNotExist"),
                    new Row("ListQueues", "{'MaxResults':1}", "501 MaxResults"),
                    new Row("Listen", "{}", "501 NotImplemented"),
                    new Row("ListQueues", "[]", "400 SerializationException"),
                    new Row("ListQueues", "{", "400 SerializationException"));

    static final List<Row> MOVES =
            List.of(
                    move("'SourceArn':'" + ARN + "any'", "400 configured as a Dead Letter Queue"),
                    move("'SourceArn':'" + ARN + "none'", "404 ResourceNotFoundException"),
                    move("'MaxNumberOfMessagesPerSecond':1", "400 SourceArn"),
                    move(
                            "'SourceArn':'" + ARN + "dead','MaxNumberOfMessagesPerSecond':501",
                            "400 InvalidParameterValue"),
                    move(
                            "'SourceArn':'" + ARN + "dead','DestinationArn':'" + ARN + "none'",
                            "404 DestinationArn"),
                    move("'SourceArn':'" + ARN + "dead'", "200 TaskHandle"),
                    new Row("CancelMessageMoveTask", "{'TaskHandle':'none'}", "400 TaskHandle"),
                    new Row(
                            "CancelMessageMoveTask",
                            "{'TaskHandle':'" + taskHandle("none") + "'}",
                            "404 SourceArn"),
                    new Row(
                            "CancelMessageMoveTask",
                            "{'TaskHandle':'" + taskHandle("dead") + "'}",
                            "404 Task does not exist"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SqsLocal sqs = SqsLocal.start("ap-northeast-1", "000000000000");
    private final SqsClient client = SqsClients.of(sqs.endpoint());
    private String url = "";
    private String fifo = "";

    @BeforeAll
    void createQueues() {
        url = client.createQueue(it -> it.queueName("any")).queueUrl();
        fifo =
                client.createQueue(
                                it ->
                                        it.queueName("ids.fifo")
                                                .attributes(
                                                        Map.of(
                                                                QueueAttributeName.FIFO_QUEUE,
                                                                "true")))
                        .queueUrl();
        client.createQueue(it -> it.queueName("dead"));
        String policy = "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}";
        client.createQueue(
                it ->
                        it.queueName("mortal")
                                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    }

    @AfterAll
    void stop() {
        client.close();
        sqs.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource({"BATCHES", "MESSAGES", "RECEIPTS", "QUEUES", "MOVES"})
    void response_toEachRequest_equalsSqs(Row row) throws IOException, InterruptedException {
        Instant start = Instant.now();
        var answer = call(row.action(), row.body().replace("URL", url).replace("FIFO", fifo));

        String[] expected = row.answer().split(" ", 2);
        String error = answer.headers().firstValue("x-amzn-query-error").orElse("");
        assertThat(answer.statusCode()).as(answer.body()).hasToString(expected[0]);
        assertThat(answer.body() + error).contains(expected.length == 2 ? expected[1] : "");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void delete_ofADeletedMessage_succeeds() {
        client.sendMessage(it -> it.queueUrl(url).messageBody("once"));
        var handles =
                client
                        .receiveMessage(
                                it -> it.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(5))
                        .messages()
                        .stream()
                        .map(it -> it.receiptHandle())
                        .toList();
        assertThat(handles).isNotEmpty();

        for (int time = 0; time < 2; time++) {
            handles.forEach(
                    handle -> client.deleteMessage(it -> it.queueUrl(url).receiptHandle(handle)));
        }
    }

    @Test
    void purge_withinAMinuteOfAnother_isRejected() {
        client.purgeQueue(it -> it.queueUrl(fifo));

        assertThatThrownBy(() -> client.purgeQueue(it -> it.queueUrl(fifo)))
                .isInstanceOf(PurgeQueueInProgressException.class);
    }

    @Test
    void attributes_ofAQueue_containItsSizeAndRetention() {
        String kept =
                client.createQueue(
                                it ->
                                        it.queueName("kept")
                                                .attributes(
                                                        Map.of(
                                                                QueueAttributeName
                                                                        .MESSAGE_RETENTION_PERIOD,
                                                                "60")))
                        .queueUrl();

        assertThat(
                        client.getQueueAttributes(
                                        it ->
                                                it.queueUrl(kept)
                                                        .attributeNames(QueueAttributeName.ALL))
                                .attributes())
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60")
                .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576");
    }

    @Test
    void queueUrl_always_pointsToTheFrontend() {
        assertThat(client.getQueueUrl(it -> it.queueName("any")).queueUrl())
                .startsWith(sqs.endpoint().toString());
    }

    @Test
    void call_inTheQueryProtocol_isRejected() throws IOException, InterruptedException {
        var answer =
                HTTP.send(
                        HttpRequest.newBuilder(sqs.endpoint())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("Action=ListQueues"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("<Code>NotImplemented</Code>");
    }

    /**
     * Sends a request that SDKs never send.
     *
     * @param body JSON with single quotes
     */
    private HttpResponse<String> call(String action, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(sqs.endpoint())
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Row of(String action, String parameters, String answer) {
        return new Row(action, "{'QueueUrl':'URL'," + parameters + "}", answer);
    }

    private static Row send(String parameters, String answer) {
        return of("SendMessage", parameters, answer);
    }

    private static Row fifo(String parameters, String answer) {
        return new Row("SendMessage", "{'QueueUrl':'FIFO'," + parameters + "}", answer);
    }

    private static Row visibility(String seconds, String answer) {
        return of(
                "ChangeMessageVisibility",
                "'ReceiptHandle':'" + HANDLE + "','VisibilityTimeout':" + seconds,
                answer);
    }

    private static Row move(String parameters, String answer) {
        return new Row("StartMessageMoveTask", "{" + parameters + "}", answer);
    }

    private static String taskHandle(String source) {
        String handle = "{\"taskId\":\"1\",\"sourceArn\":\"" + ARN + source + "\"}";
        return Base64.getEncoder().encodeToString(handle.getBytes(UTF_8));
    }

    private static Row create(String name, String attributes, String answer) {
        return new Row(
                "CreateQueue",
                "{'QueueName':'" + name + "','Attributes':{" + attributes + "}}",
                answer);
    }

    private static Row batch(String action, String entries, String answer) {
        return of(action + "Batch", "'Entries':[" + entries + "]", answer);
    }

    private static String entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> entry("e" + n))
                .collect(Collectors.joining(","));
    }

    private static String entry(String id) {
        return "{'Id':'" + id + "','MessageBody':'x'}";
    }

    private static String large(String id, int bytes) {
        return "{'Id':'" + id + "','MessageBody':'" + "x".repeat(bytes) + "'}";
    }

    private static String handle(String id, String more) {
        return "{'Id':'" + id + "','ReceiptHandle':'" + HANDLE + "'" + more + "}";
    }

    private static String attributes(String name, String type, String value) {
        return "'MessageBody':'x','MessageAttributes':{'"
                + name
                + "':{'DataType':'"
                + type
                + "','StringValue':'"
                + value
                + "'}}";
    }

    private static String highThroughput(String scope) {
        return "'FifoQueue':'true','FifoThroughputLimit':'perMessageGroupId',"
                + "'DeduplicationScope':'"
                + scope
                + "'";
    }

    private static String redrive(String queue, int count) {
        return "'RedrivePolicy':'{\\'deadLetterTargetArn\\':\\'"
                + ARN
                + queue
                + "\\',\\'maxReceiveCount\\':"
                + count
                + "}'";
    }
}
