package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class QueuesTest {
    private static final int TWO_WEEKS = 14 * 24 * 60 * 60;

    private static final Set<String> LONG_WORK = Set.of("FileImport", "Reconcile");

    @Parameter String stage = "";

    /** Lambda refuses a mapping of a queue that hides its messages for less. */
    @EveryQueueConsumer
    void aMessage_isHiddenForAsLongAsItsFunctionMayRunAndLittleLonger(String consumer) {
        var window = mapping(consumer).property("MaximumBatchingWindowInSeconds").asInt();
        assertThat(hiddenSeconds(consumer))
                .isGreaterThanOrEqualTo(timeoutSeconds(consumer) + window)
                .isLessThanOrEqualTo(timeoutSeconds(consumer) + window + 10);
    }

    /**
     * A killed function's messages return by themselves: when the queue stops hiding them, or
     * earlier, where the function may run for long and keeps them by a heartbeat.
     */
    @EveryQueueConsumer
    void aMessage_ofAKilledFunction_returnsWithinAMinute(String consumer) {
        var isKeptByHeartbeat = timeoutSeconds(consumer) > 60;
        assertThat(isKeptByHeartbeat || hiddenSeconds(consumer) < 60).isTrue();
        assertThat(isKeptByHeartbeat).isEqualTo(LONG_WORK.contains(consumer));
    }

    @EveryQueueConsumer
    void aConsumer_mayChangeWhenItsMessagesReturn(String consumer) {
        assertThat(new Policies(stack()).of(consumer))
                .contains("sqs:ChangeMessageVisibility on " + consumer + "Queue.Arn");
    }

    /** Of a network without a way out, its door has to let this through. */
    @Test
    void theLedgersEndpoint_letsItsConsumersChangeWhenMessagesReturn() {
        assertThat(
                        stack().ledger()
                                .resources("AWS::EC2::VPCEndpoint")
                                .flatMap(Policies::statements)
                                .filter(
                                        it ->
                                                it.path("Action")
                                                        .toString()
                                                        .contains("ChangeMessageVisibility"))
                                .flatMap(it -> Resource.elements(it.path("Resource")))
                                .map(stack()::spoken))
                .containsExactlyInAnyOrder(
                        "LedgerPostingQueue.Arn",
                        "SupplySyncQueue.Arn",
                        "FileImportQueue.Arn",
                        "ReconcileQueue.Arn");
    }

    /** So that nobody forgets a queue here. */
    @Test
    void everyMappingOfAQueue_isOneOfTheseConsumers() {
        assertThat(
                        stack().resources("AWS::Lambda::EventSourceMapping")
                                .map(Resource::name)
                                .filter(name -> name.endsWith("LiveQueue"))
                                .map(name -> name.replace("LiveQueue", "")))
                .containsExactlyInAnyOrder(
                        EveryQueueConsumer.class.getAnnotation(ValueSource.class).strings());
    }

    @EveryQueueConsumer
    void aMessageThatFails_isRetriedThroughAnOutageBeforeItIsADeadLetter(String consumer) {
        var queue = queue(consumer);
        var deadLetters = deadLetters(consumer);
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(20);
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

    private int hiddenSeconds(String consumer) {
        return queue(consumer).property("VisibilityTimeout").asInt();
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
