package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

import java.util.Map;

/**
 * Topics and subscriptions through the API.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html">SetSubscriptionAttributes</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionsTest {
    private static final String FILTER = "{\"type\":[\"sold\"]}";

    private final Subscribers subscribers = new Subscribers();
    private final String topic = subscribers.topics().create("orders", "Orders");
    private final String queue = Subscribers.arn(subscribers.createQueue("Orders"));

    @AfterAll
    void stop() {
        subscribers.close();
    }

    @Test
    void subscribe_whenRepeated_returnsTheSameSubscription() {
        String arn = subscribe("again", queue, Map.of("FilterPolicy", FILTER));

        assertThat(subscribe("again", queue, Map.of("FilterPolicy", FILTER))).isEqualTo(arn);
        assertThatThrownBy(() -> subscribe("again", queue, Map.of()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
    }

    @Test
    void subscribe_withAnInvalidRequest_isRejected() {
        assertInvalid(
                "Amazon SNS does not support this protocol string: smtp", "smtp", queue, Map.of());
        assertInvalid("Endpoint", "sqs", queue + "s", Map.of());
        assertInvalid("AttributeName: Odd", "sqs", queue, Map.of("Odd", "x"));
        assertInvalid("RawMessageDelivery", "sqs", queue, Map.of("RawMessageDelivery", "yes"));
        assertInvalid("FilterPolicyScope", "sqs", queue, Map.of("FilterPolicyScope", "Body"));
        assertInvalid("FilterPolicy", "sqs", queue, Map.of("FilterPolicy", "{"));
        assertInvalid("RedrivePolicy", "sqs", queue, Map.of("RedrivePolicy", "{}"));
        assertInvalid("SubscriptionRoleArn", "firehose", Subscribers.STREAM, Map.of());
        assertThatThrownBy(
                        () ->
                                subscribers
                                        .sns()
                                        .subscribe(
                                                it ->
                                                        it.topicArn(topic + "s")
                                                                .protocol("sqs")
                                                                .endpoint(queue)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void setSubscriptionAttributes_untilRemoved_isReturned() {
        String arn = subscribe("set", queue, Map.of("RawMessageDelivery", "true"));

        set(arn, "FilterPolicy", FILTER);
        assertThat(attributes(arn))
                .containsEntry("FilterPolicy", FILTER)
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("Protocol", "sqs")
                .containsEntry("Endpoint", queue)
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("SubscriptionArn", arn);

        set(arn, "FilterPolicy", "{}");
        assertThat(attributes(arn)).doesNotContainKey("FilterPolicy");
        assertThatThrownBy(() -> set(arn, "FilterPolicy", "[]"))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> set(arn, "Odd", "")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void unsubscribe_ofASubscription_removesIt() {
        String arn = subscribe("left", queue, Map.of());
        subscribers.sns().unsubscribe(it -> it.subscriptionArn(arn));

        assertThatThrownBy(() -> attributes(arn)).isInstanceOf(NotFoundException.class);
        assertThat(
                        subscribers
                                .sns()
                                .listSubscriptionsByTopic(it -> it.topicArn(topicArn("left")))
                                .subscriptions())
                .isEmpty();
    }

    @Test
    void list_beyondAPage_continues() {
        for (int n = 0; n < 101; n++) {
            subscribe("paged-%03d".formatted(n), queue, Map.of());
        }

        assertThat(subscribers.sns().listTopics().topics()).hasSize(100);
        assertThat(subscribers.sns().listTopicsPaginator().topics())
                .extracting(Topic::topicArn)
                .contains(topic, topicArn("paged-000"), topicArn("paged-100"))
                .doesNotHaveDuplicates();
        assertThat(subscribers.sns().listSubscriptionsPaginator().subscriptions())
                .extracting(Subscription::topicArn)
                .contains(topicArn("paged-000"), topicArn("paged-100"))
                .doesNotHaveDuplicates();
    }

    @Test
    void getTopicAttributes_ofATopic_countsItsSubscriptions() {
        subscribe("counted", queue, Map.of());

        var attributes =
                subscribers
                        .sns()
                        .getTopicAttributes(it -> it.topicArn(topicArn("counted")))
                        .attributes();

        assertThat(attributes)
                .containsEntry("TopicArn", topicArn("counted"))
                .containsEntry("SubscriptionsConfirmed", "1");
        assertThat(subscribers.sns().getTopicAttributes(it -> it.topicArn(topic)).attributes())
                .containsEntry("DisplayName", "Orders");
    }

    private String subscribe(String topicName, String endpoint, Map<String, String> attributes) {
        String arn = subscribers.topics().create(topicName, "");
        return subscribers
                .sns()
                .subscribe(
                        it ->
                                it.topicArn(arn)
                                        .protocol("sqs")
                                        .endpoint(endpoint)
                                        .attributes(attributes))
                .subscriptionArn();
    }

    private void assertInvalid(
            String why, String protocol, String endpoint, Map<String, String> attributes) {
        assertThatThrownBy(
                        () ->
                                subscribers
                                        .sns()
                                        .subscribe(
                                                it ->
                                                        it.topicArn(topic)
                                                                .protocol(protocol)
                                                                .endpoint(endpoint)
                                                                .attributes(attributes)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(why);
    }

    private void set(String arn, String name, String value) {
        subscribers
                .sns()
                .setSubscriptionAttributes(
                        it -> it.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }

    private Map<String, String> attributes(String arn) {
        return subscribers
                .sns()
                .getSubscriptionAttributes(it -> it.subscriptionArn(arn))
                .attributes();
    }

    private static String topicArn(String name) {
        return Subscribers.ENVIRONMENT.arn("sns", name);
    }
}
