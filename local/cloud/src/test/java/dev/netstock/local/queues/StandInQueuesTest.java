package dev.netstock.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The features of SQS that net-stock relies on, with queues of a template. */
class StandInQueuesTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static final Queues QUEUES = new Queues(ENVIRONMENT);
    static final TemplateProbe PROBE = new TemplateProbe(new QueueType(QUEUES));
    static SqsClient client;

    @BeforeAll
    static void start() {
        PROBE.provision("Any", "{}");
        client = new LocalAwsClients(ENVIRONMENT.region()).sqs(QUEUES.endpoint().orElseThrow());
    }

    @AfterAll
    static void stop() {
        client.close();
        QUEUES.close();
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
    @Test
    void send_toAQueueWithADelay_isVisibleAfterTheDelay() {
        String queue = PROBE.provision("Delayed", "{'DelaySeconds': 3}").ref();
        Instant sent = Instant.now();

        client.sendMessage(it -> it.queueUrl(queue).messageBody("a"));

        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(1);
        assertThat(receive(queue)).extracting(Message::body).containsExactly("a");
        assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofMillis(2_900));
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html
    @Test
    void send_withItsOwnDelay_isVisibleAfterOthers() {
        String queue = PROBE.provision("Timed", "{}").ref();

        client.sendMessage(it -> it.queueUrl(queue).messageBody("late").delaySeconds(3));
        client.sendMessage(it -> it.queueUrl(queue).messageBody("early"));

        assertThat(receive(queue)).extracting(Message::body).containsExactly("early");
        assertThat(receive(queue)).extracting(Message::body).containsExactly("late");
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
    @Test
    void send_twiceWithContentBasedDeduplication_isOneMessage() {
        ProvisionedResource queue =
                PROBE.provision(
                        "Contents",
                        """
                        {'FifoQueue': true, 'ContentBasedDeduplication': true,
                         'DeduplicationScope': 'messageGroup',
                         'FifoThroughputLimit': 'perMessageGroupId'}
                        """);
        assertThat(queue.attributes()).containsEntry("QueueName", "Stack-Contents.fifo");

        for (String body : List.of("a", "a", "b")) {
            client.sendMessage(
                    it -> it.queueUrl(queue.ref()).messageBody(body).messageGroupId("g"));
        }

        assertThat(receive(queue.ref())).extracting(Message::body).containsExactly("a", "b");
    }

    @Test
    void send_twiceWithADeduplicationId_isOneMessage() {
        String queue = PROBE.provision("Ids", "{'FifoQueue': true}").ref();

        for (String id : List.of("1", "1", "2")) {
            client.sendMessage(
                    it ->
                            it.queueUrl(queue)
                                    .messageBody("a")
                                    .messageGroupId("g")
                                    .messageDeduplicationId(id));
        }

        assertThat(receive(queue)).hasSize(2);
    }

    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    @Test
    void receive_beyondTheMaximum_movesTheMessageToTheDeadLetterQueue() {
        ProvisionedResource dead = PROBE.provision("Dead", "{'FifoQueue': true}");
        String queue =
                PROBE.provision(
                                "Mortal",
                                """
                                {'FifoQueue': true, 'VisibilityTimeout': 0, 'RedrivePolicy':
                                 {'deadLetterTargetArn': '%s', 'maxReceiveCount': 2}}
                                """
                                        .formatted(dead.attributes().get("Arn")))
                        .ref();
        client.sendMessage(
                it ->
                        it.queueUrl(queue)
                                .messageBody("a")
                                .messageGroupId("g")
                                .messageDeduplicationId("1"));

        await().atMost(LIMIT)
                .until(
                        () -> {
                            client.receiveMessage(it -> it.queueUrl(queue));
                            return count(
                                            dead.ref(),
                                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                                    == 1;
                        });

        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
        assertThat(receive(dead.ref()))
                .singleElement()
                .satisfies(
                        message ->
                                assertThat(message.attributesAsStrings())
                                        .containsEntry("MessageGroupId", "g"));
    }

    private static List<Message> receive(String queue) {
        return client.receiveMessage(
                        it ->
                                it.queueUrl(queue)
                                        .maxNumberOfMessages(10)
                                        .waitTimeSeconds(10)
                                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    private static int count(String queue, QueueAttributeName name) {
        Map<QueueAttributeName, String> attributes =
                client.getQueueAttributes(it -> it.queueUrl(queue).attributeNames(name))
                        .attributes();
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }
}
