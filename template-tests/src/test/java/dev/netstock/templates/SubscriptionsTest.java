package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class SubscriptionsTest {
    @Parameter String stage = "";

    @Test
    void everyConsumer_hearsOfTheTypesThatItNeeds() {
        assertThat(
                        subscriptions().stream()
                                .collect(
                                        toMap(
                                                one -> spoken(one, "/Endpoint"),
                                                one -> one.property("FilterPolicy").toString())))
                .isEqualTo(
                        Map.of(
                                "ExpiryQueue.Arn", "{\"type\":[\"reservation.reserved\"]}",
                                "HistoryQueue.Arn",
                                        "{\"type\":[\"supply.changed\",\"stock.corrected\",{\"prefix\":\"reservation.\"}]}",
                                "SalesQueue.Arn", "{\"type\":[{\"prefix\":\"reservation.\"}]}",
                                "LedgerPostingQueue.Arn",
                                        "{\"type\":[\"display-samples.changed\",{\"prefix\":\"reservation.\"}]}",
                                "ArchiveStream.Arn", ""));
    }

    @Test
    void everySubscription_deliversTheEventItselfAndKeepsWhatItCannotDeliver() {
        assertThat(subscriptions())
                .hasSize(5)
                .allSatisfy(
                        one -> {
                            assertThat(one.property("RawMessageDelivery").asBoolean()).isTrue();
                            assertThat(spoken(one, "/RedrivePolicy/deadLetterTargetArn"))
                                    .endsWith("DeadLetters.Arn");
                            assertThat(spoken(one, "/TopicArn")).isEqualTo("StockEvents");
                        });
    }

    @Test
    void theTopic_isEncryptedByTheKeyOfTheStageAndClosedToPlainHttp() {
        var topic = events().resource("AWS::SNS::Topic", "StockEvents");
        assertThat(spoken(topic, "/KmsMasterKeyId")).isEqualTo("TableKey.Arn");
        assertThat(events().resources("AWS::SNS::TopicPolicy"))
                .singleElement()
                .satisfies(
                        policy ->
                                assertThat(policy.json().toString())
                                        .contains("\"aws:SecureTransport\":\"false\""));
    }

    private Template events() {
        return StageTemplates.of(stage).events();
    }

    private List<Resource> subscriptions() {
        return StageTemplates.of(stage).resources("AWS::SNS::Subscription").toList();
    }

    private String spoken(Resource resource, String pointer) {
        return StageTemplates.of(stage).spoken(resource.at(pointer));
    }
}
