package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class QueuesTest {
    private static final int TWO_WEEKS = 14 * 24 * 60 * 60;

    @Parameter String stage = "";

    @EveryQueueConsumer
    void aMessage_isHiddenForSixTimesAsLongAsItsFunctionMayTake(String consumer) {
        var window = mapping(consumer).property("MaximumBatchingWindowInSeconds").asInt();
        assertThat(queue(consumer).property("VisibilityTimeout").asInt())
                .isGreaterThanOrEqualTo(6 * timeoutSeconds(consumer) + window);
    }

    @EveryQueueConsumer
    void aMessageThatFailsFiveTimes_isSetAsideForTwoWeeks(String consumer) {
        var queue = queue(consumer);
        var deadLetters = deadLetters(consumer);
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
        assertThat(spoken(queue, "/RedrivePolicy/deadLetterTargetArn"))
                .isEqualTo(deadLetters.name() + ".Arn");
        assertThat(deadLetters.property("MessageRetentionPeriod").asInt()).isEqualTo(TWO_WEEKS);
        assertThat(queue.property("MessageRetentionPeriod").asInt()).isLessThan(TWO_WEEKS);
        assertThat(deadLetters.property("FifoQueue")).isEqualTo(queue.property("FifoQueue"));
    }

    @Test
    void theSweep_hearsOfATakeAfterAMinute() {
        assertThat(queue("Sweep").property("DelaySeconds").asInt()).isEqualTo(60);
    }

    @Test
    void levelsAndRequests_keepTheirOrderForEachItem() {
        assertThat(
                        List.of(
                                queue("Replenishment"),
                                stack().resource("AWS::SQS::Queue", "SupplyChainQueue")))
                .allSatisfy(
                        queue -> {
                            assertThat(queue.property("FifoQueue").asBoolean()).isTrue();
                            assertThat(queue.property("DeduplicationScope").asText())
                                    .isEqualTo("messageGroup");
                            assertThat(queue.property("FifoThroughputLimit").asText())
                                    .isEqualTo("perMessageGroupId");
                        });
    }

    @Test
    void everyQueue_isEncryptedAndClosedToPlainHttp() {
        var queues = stack().resources("AWS::SQS::Queue").toList();
        assertThat(queues)
                .hasSize(24)
                .allSatisfy(
                        queue ->
                                assertThat(queue.property("SqsManagedSseEnabled").asBoolean())
                                        .isTrue());
        assertThat(stack().resources("AWS::SQS::QueuePolicy"))
                .hasSameSizeAs(queues)
                .allSatisfy(
                        policy ->
                                assertThat(policy.json().toString())
                                        .contains("\"aws:SecureTransport\":\"false\""));
    }

    private StageTemplates stack() {
        return StageTemplates.of(stage);
    }

    private Resource queue(String consumer) {
        return stack().resource("AWS::SQS::Queue", consumer + "Queue");
    }

    private Resource deadLetters(String consumer) {
        return stack().resource("AWS::SQS::Queue", consumer + "QueueDeadLetters");
    }

    private Resource mapping(String consumer) {
        return stack().resource("AWS::Lambda::EventSourceMapping", consumer + "LiveQueue");
    }

    private int timeoutSeconds(String consumer) {
        return stack().resource("AWS::Lambda::Function", consumer + "Function")
                .property("Timeout")
                .asInt();
    }

    private String spoken(Resource resource, String pointer) {
        return StageTemplates.of(stage).spoken(resource.at(pointer));
    }
}
