package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Topics and subscriptions of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html">AWS::SNS::Topic</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html">AWS::SNS::Subscription</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicTypesTest {
    private static final String TOPIC = Subscribers.ENVIRONMENT.arn("sns", "Stack-Events");

    private final Subscribers subscribers = new Subscribers();
    private final TemplateProbe topics = new TemplateProbe(new TopicType(subscribers.topics()));
    private final TemplateProbe subscriptions =
            new TemplateProbe(new SubscriptionType(subscribers.topics()));

    @AfterAll
    void stop() {
        subscribers.close();
    }

    @Test
    void provision_ofATopic_returnsItsArn() {
        var topic = topics.provision("Events", "{'KmsMasterKeyId': 'key', 'Tags': []}");

        assertThat(topic.ref()).isEqualTo(TOPIC);
        assertThat(topic.attributes())
                .containsEntry("TopicArn", TOPIC)
                .containsEntry("TopicName", "Stack-Events");
        assertThat(topics.ignored()).containsExactly("AWS::SNS::Topic: KmsMasterKeyId, Tags");
        assertThat(topics.provision("Named", "{'TopicName': 'named'}").ref())
                .isEqualTo(Subscribers.ENVIRONMENT.arn("sns", "named"));
    }

    @Test
    void provision_ofAFifoTopic_isRejected() {
        assertThatThrownBy(() -> topics.provision("Fifo", "{'FifoTopic': true}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "FIFO topics are not supported" + " (Stack: Resources.Fifo.Properties)");
    }

    @Test
    void provision_whenASubscriptionIsDeclared_hasItsSettings() {
        String topic = topics.provision("Settings", "{}").ref();
        String queue = Subscribers.arn(subscribers.createQueue("Settings"));

        var subscription =
                subscriptions.provision(
                        "Subscription",
                        """
                        {'TopicArn': '%s', 'Protocol': 'sqs', 'Endpoint': '%s',
                         'RawMessageDelivery': true,
                         'FilterPolicy': {'type': ['sold']}, 'FilterPolicyScope': 'MessageBody',
                         'RedrivePolicy': {'deadLetterTargetArn': '%s'}}
                        """
                                .formatted(topic, queue, queue));

        assertThat(subscription.ref()).startsWith(topic + ":");
        var attributes =
                subscribers
                        .sns()
                        .getSubscriptionAttributes(it -> it.subscriptionArn(subscription.ref()))
                        .attributes();
        assertThat(attributes)
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("FilterPolicy", "{\"type\":[\"sold\"]}")
                .containsEntry("FilterPolicyScope", "MessageBody")
                .containsEntry(
                        "RedrivePolicy", "{\"deadLetterTargetArn\":\"%s\"}".formatted(queue));
    }

    @Test
    void provision_ofATopicWithSubscriptions_subscribesThem() {
        String queue = Subscribers.arn(subscribers.createQueue("Inline"));

        var topic =
                topics.provision(
                        "Inline",
                        "{'Subscription': [{'Protocol': 'sqs', 'Endpoint': '%s'}]}"
                                .formatted(queue));

        assertThat(
                        subscribers
                                .sns()
                                .listSubscriptionsByTopic(it -> it.topicArn(topic.ref()))
                                .subscriptions())
                .singleElement()
                .satisfies(it -> assertThat(it.endpoint()).isEqualTo(queue));
    }

    @Test
    void provision_ofAnInvalidSubscription_reportsTheReasonAndLocation() {
        String topic = topics.provision("Invalid", "{}").ref();

        assertThatThrownBy(
                        () ->
                                subscriptions.provision(
                                        "Mail",
                                        "{'TopicArn': '%s', 'Protocol': 'email', 'Endpoint': 'a@b'}"
                                                .formatted(topic)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Not supported by the local cloud: the protocol email")
                .hasMessageContaining("Stack: Resources.Mail.Properties");
    }
}
