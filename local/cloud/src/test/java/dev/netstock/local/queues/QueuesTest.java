package dev.netstock.local.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.eventsource.DiscardedBatch;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Instant;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");

    private final Queues queues = new Queues(ENVIRONMENT);
    private final TemplateProbe probe = new TemplateProbe(new QueueType(queues));

    @AfterAll
    void stop() {
        queues.close();
    }

    @Test
    void provision_whenAQueueIsDeclared_createsItFromItsProperties() {
        var dead = probe.provision("Dead", "{'MessageRetentionPeriod': 1209600}");
        var queue =
                probe.provision(
                        "Orders",
                        """
                        {'QueueName': 'orders', 'VisibilityTimeout': 90, 'DelaySeconds': '3',
                         'RedrivePolicy': {'deadLetterTargetArn': '%s', 'maxReceiveCount': 3},
                         'SqsManagedSseEnabled': true}
                        """
                                .formatted(dead.attributes().get("Arn")));

        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).sqs(queues.endpoint().orElseThrow())) {
            var attributes =
                    client.getQueueAttributes(
                                    it ->
                                            it.queueUrl(queue.ref())
                                                    .attributeNames(QueueAttributeName.ALL))
                            .attributes();
            assertThat(attributes)
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "90")
                    .containsEntry(QueueAttributeName.DELAY_SECONDS, "3")
                    .containsEntry(
                            QueueAttributeName.QUEUE_ARN,
                            "arn:aws:sqs:ap-northeast-1:000000000000:orders");
            assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains("Stack-Dead");
        }
        assertThat(probe.ignored()).containsExactly("AWS::SQS::Queue: SqsManagedSseEnabled");
    }

    @Test
    void send_ofADiscardedBatch_reachesTheQueue() {
        var queue = probe.provision("Failures", "{}");
        var arn = queue.attributes().getOrDefault("Arn", "");

        queues.failureDestination(arn)
                .orElseThrow()
                .send(
                        new DiscardedBatch(
                                "mapping",
                                "shard",
                                Instant.EPOCH,
                                JSON.objectNode().put("batch", 1),
                                JSON.objectNode()));

        try (var client =
                new LocalAwsClients(ENVIRONMENT.region()).sqs(queues.endpoint().orElseThrow())) {
            var messages = client.receiveMessage(it -> it.queueUrl(queue.ref())).messages();
            assertThat(messages.getFirst().body()).isEqualTo("{\"batch\":1}");
        }
    }

    @Test
    void find_ofAnUndeclaredQueue_isEmpty() {
        assertThat(queues.find("arn:aws:sns:x:y:topic")).isEmpty();
    }
}
