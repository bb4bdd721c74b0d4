package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.stage.MallChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class QueuesTest {
    private static final int TWO_WEEKS = 14 * 24 * 60 * 60;

    private static final Set<String> LONG_WORK =
            Set.of("FileImport", "JobSteps", "MallItemImport", "Reconcile");

    @Parameter String stage = "";

    /** Lambda rejects a mapping whose queue has a shorter visibility timeout. */
    @EveryQueueConsumer
    void message_isHiddenLittleLongerThanItsFunctionMayRun(FunctionSpec consumer) {
        StageTemplates.assumeHas(stage, consumer);
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
        StageTemplates.assumeHas(stage, consumer);
        var isKeptByHeartbeat = timeoutSeconds(consumer) > 60;
        assertThat(isKeptByHeartbeat || hiddenSeconds(consumer) < 60).isTrue();
        assertThat(isKeptByHeartbeat).isEqualTo(LONG_WORK.contains(consumer.id()));
    }

    @EveryQueueConsumer
    void consumer_mayChangeTheVisibilityOfItsMessages(FunctionSpec consumer) {
        StageTemplates.assumeHas(stage, consumer);
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
                        StageTemplates.consumersOf(stage).stream().map(FunctionSpec::id).toList());
    }

    @EveryQueueConsumer
    void message_thatFails_isRetriedTwentyTimesBeforeItIsADeadLetter(FunctionSpec consumer) {
        StageTemplates.assumeHas(stage, consumer);
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

    /** One call at a time works for a mall, and each minute's message differs from the last. */
    @Test
    void mallSync_isWokenEachMinuteInTheGroupOfEachMall() {
        var settings = StageTemplates.settings(stage);
        assumeTrue(settings.hasMalls());
        var queue = queue(Functions.MALL_SYNC);
        assertThat(queue.property("FifoQueue").asBoolean()).isTrue();
        assertThat(queue.property("ContentBasedDeduplication").asBoolean()).isTrue();
        assertThat(
                        stack().resources("AWS::Scheduler::Schedule")
                                .filter(it -> !it.at("/Target/SqsParameters").isMissingNode()))
                .allSatisfy(
                        schedule -> {
                            assertThat(schedule.property("ScheduleExpression").asText())
                                    .isEqualTo("rate(1 minute)");
                            assertThat(schedule.at("/Target/Input").asText())
                                    .contains("<aws.scheduler.execution-id>");
                            assertThat(textOf(schedule, "/Target/Arn"))
                                    .isEqualTo("MallSyncQueue.Arn");
                        })
                .extracting(it -> it.at("/Target/SqsParameters/MessageGroupId").asText())
                .containsExactlyInAnyOrderElementsOf(
                        settings.malls().keySet().stream().map(MallChannel::toString).toList());
    }

    @Test
    void amazon_maySendToItsQueueAlone() {
        assumeTrue(StageTemplates.settings(stage).hasMalls());
        assertThat(stack().resources("AWS::SQS::QueuePolicy"))
                .filteredOn(policy -> policy.json().toString().contains("437568002678"))
                .singleElement()
                .satisfies(
                        policy ->
                                assertThat(textOf(policy, "/Queues/0"))
                                        .isEqualTo("MallSignalsQueue"));
    }

    @Test
    void everyQueue_isEncryptedAndClosedToPlainHttp() {
        var queues = stack().resources("AWS::SQS::Queue").toList();
        assertThat(queues)
                // Two for each consumer, the supply chain's, and the archive's dead letters.
                .hasSize(2 * StageTemplates.consumersOf(stage).size() + 2)
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
