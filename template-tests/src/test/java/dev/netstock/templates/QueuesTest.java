package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class QueuesTest {
    private static final int TWO_WEEKS = 14 * 24 * 60 * 60;

    private static final Set<String> LONG_WORK = Set.of("FileImport", "Reconcile");

    @Parameter String stage = "";

    /** Lambda rejects a mapping whose queue has a shorter visibility timeout. */
    @EveryQueueConsumer
    void message_isHiddenLittleLongerThanItsFunctionMayRun(FunctionSpec consumer) {
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
    void message_ofAKilledFunction_returnsWithinAMinute(FunctionSpec consumer) {
        var isKeptByHeartbeat = timeoutSeconds(consumer) > 60;
        assertThat(isKeptByHeartbeat || hiddenSeconds(consumer) < 60).isTrue();
        assertThat(isKeptByHeartbeat).isEqualTo(LONG_WORK.contains(consumer.id()));
    }

    @EveryQueueConsumer
    void consumer_mayChangeTheVisibilityOfItsMessages(FunctionSpec consumer) {
        assertThat(new Policies(stack()).of(consumer.id()))
                .contains("sqs:ChangeMessageVisibility on " + consumer.id() + "Queue.Arn");
    }

    /** The ledger's network has no internet access, so its endpoint must allow this. */
    @Test
    void ledgerEndpoint_allowsConsumersToChangeVisibility() {
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
                                .map(stack()::textOf))
                .containsExactlyInAnyOrderElementsOf(
                        Functions.all().stream()
                                .filter(it -> it.inLedgerNetwork() && it.hasQueue())
                                .map(it -> it.id() + "Queue.Arn")
                                .toList());
    }

    @Test
    void everyMappingOfAQueue_isOfADeclaredConsumer() {
        assertThat(
                        stack().resources("AWS::Lambda::EventSourceMapping")
                                .map(Resource::name)
                                .filter(name -> name.endsWith("LiveQueue"))
                                .map(name -> name.replace("LiveQueue", "")))
                .containsExactlyInAnyOrderElementsOf(
                        Functions.consumers().stream().map(FunctionSpec::id).toList());
    }

    @EveryQueueConsumer
    void message_thatFails_isRetriedTwentyTimesBeforeItIsADeadLetter(FunctionSpec consumer) {
        var queue = queue(consumer);
        var deadLetters = deadLetters(consumer);
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(20);
        assertThat(textOf(queue, "/RedrivePolicy/deadLetterTargetArn"))
                .isEqualTo(deadLetters.name() + ".Arn");
        assertThat(deadLetters.property("MessageRetentionPeriod").asInt()).isEqualTo(TWO_WEEKS);
        assertThat(queue.property("MessageRetentionPeriod").asInt()).isLessThan(TWO_WEEKS);
        assertThat(deadLetters.property("FifoQueue")).isEqualTo(queue.property("FifoQueue"));
    }

    @Test
    void sweep_receivesATakeAfterAMinute() {
        assertThat(queue(Functions.SWEEP).property("DelaySeconds").asInt()).isEqualTo(60);
    }

    @Test
    void levelsAndReplenishmentRequests_areOrderedForEachItem() {
        assertThat(
                        List.of(
                                queue(Functions.REPLENISHMENT),
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
                // Two for each consumer, the supply chain's, and the archive's dead letters.
                .hasSize(2 * Functions.consumers().size() + 2)
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

    private Resource queue(FunctionSpec consumer) {
        return stack().resource("AWS::SQS::Queue", consumer.id() + "Queue");
    }

    private Resource deadLetters(FunctionSpec consumer) {
        return stack().resource("AWS::SQS::Queue", consumer.id() + "QueueDeadLetters");
    }

    private Resource mapping(FunctionSpec consumer) {
        return stack().resource("AWS::Lambda::EventSourceMapping", consumer.id() + "LiveQueue");
    }

    private int hiddenSeconds(FunctionSpec consumer) {
        return queue(consumer).property("VisibilityTimeout").asInt();
    }

    private int timeoutSeconds(FunctionSpec consumer) {
        return stack().resource("AWS::Lambda::Function", consumer.id() + "Function")
                .property("Timeout")
                .asInt();
    }

    private String textOf(Resource resource, String pointer) {
        return StageTemplates.of(stage).textOf(resource.at(pointer));
    }
}
