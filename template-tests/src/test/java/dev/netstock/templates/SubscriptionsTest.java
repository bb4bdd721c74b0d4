package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toCollection;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Trigger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class SubscriptionsTest {
    @Parameter String stage = "";

    @Test
    void everyConsumer_subscribesToTheEventTypesThatItDeclares() {
        assertThat(subscriptions())
                .filteredOn(one -> one.property("Protocol").asText().equals("sqs"))
                .extracting(
                        one ->
                                textOf(one, "/Endpoint")
                                        + " "
                                        + typesOf(one)
                                        + (needsLocation(one) ? " with location" : ""))
                .containsExactlyInAnyOrderElementsOf(
                        StageTemplates.functionsOf(stage).stream()
                                .filter(it -> !eventTypes(it).isEmpty())
                                .map(
                                        it ->
                                                it.id()
                                                        + "Queue.Arn "
                                                        + eventTypes(it)
                                                        + (needsLocation(it)
                                                                ? " with location"
                                                                : ""))
                                .toList());
    }

    @Test
    void archive_subscribesToAllEvents() {
        assertThat(subscriptions())
                .filteredOn(one -> one.property("Protocol").asText().equals("firehose"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(textOf(one, "/Endpoint")).isEqualTo("ArchiveStream.Arn");
                            assertThat(one.property("FilterPolicy").isMissingNode()).isTrue();
                        });
    }

    @Test
    void everySubscription_deliversTheEventItselfAndHasADeadLetterQueue() {
        assertThat(subscriptions())
                .isNotEmpty()
                .allSatisfy(
                        one -> {
                            assertThat(one.property("RawMessageDelivery").asBoolean()).isTrue();
                            assertThat(textOf(one, "/RedrivePolicy/deadLetterTargetArn"))
                                    .endsWith("DeadLetters.Arn");
                            assertThat(textOf(one, "/TopicArn")).isEqualTo("StockEvents");
                        });
    }

    @Test
    void topic_isEncryptedAndRequiresTls() {
        var topic = events().resource("AWS::SNS::Topic", "StockEvents");
        assertThat(textOf(topic, "/KmsMasterKeyId")).isEqualTo("TableKey.Arn");
        assertThat(events().resources("AWS::SNS::TopicPolicy"))
                .singleElement()
                .satisfies(
                        policy ->
                                assertThat(policy.json().toString())
                                        .contains("\"aws:SecureTransport\":\"false\""));
    }

    /** It counts units, and a confirmation of a running hold moves none. */
    @Test
    void sales_receivesOnlyEventsWithALocation() {
        assertThat(subscriptions())
                .filteredOn(SubscriptionsTest::needsLocation)
                .extracting(one -> textOf(one, "/Endpoint"))
                .containsExactly("SalesQueue.Arn");
    }

    private static boolean needsLocation(Resource subscription) {
        return subscription.at("/FilterPolicy/location/0/exists").asBoolean();
    }

    private static boolean needsLocation(FunctionSpec function) {
        return function.trigger() instanceof Trigger.Queue queue && queue.needsLocation();
    }

    /** {@code {"prefix": "reservation."}} is {@code reservation.*}. */
    private static Set<String> typesOf(Resource subscription) {
        return Resource.elements(subscription.at("/FilterPolicy/type"))
                .map(it -> it.isTextual() ? it.asText() : it.path("prefix").asText() + "*")
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> eventTypes(FunctionSpec function) {
        return function.trigger() instanceof Trigger.Queue queue
                ? new TreeSet<>(queue.eventTypes())
                : Set.of();
    }

    private Template events() {
        return StageTemplates.of(stage).events();
    }

    private List<Resource> subscriptions() {
        return StageTemplates.of(stage).resources("AWS::SNS::Subscription").toList();
    }

    private String textOf(Resource resource, String pointer) {
        return StageTemplates.of(stage).textOf(resource.at(pointer));
    }
}
