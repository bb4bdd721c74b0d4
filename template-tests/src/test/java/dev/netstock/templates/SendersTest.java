package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * AWS services that publish to a topic or send to a queue as themselves: its resource policy and
 * its key must allow them. A caller with a role of this account is allowed by the role's own
 * policy.
 */
@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class SendersTest {
    /**
     * A service that sends.
     *
     * @param service the principal, {@code cloudwatch.amazonaws.com}
     * @param action {@code sns:Publish}
     * @param target the topic or queue, by its construct
     * @param sender the resource that makes it send
     */
    private record Sender(String service, String action, String target, String sender) {}

    @Parameter String stage = "";

    @Test
    void everyService_thatSendsToATopicOrQueue_isAllowedByItsPolicy() {
        assertThat(senders())
                .extracting(Sender::service)
                .contains("cloudwatch.amazonaws.com", "sns.amazonaws.com", "s3.amazonaws.com");
        assertThat(senders())
                .allSatisfy(
                        sender ->
                                assertThat(allowing(sender, policiesOf(sender.target())))
                                        .as(sender.toString())
                                        .isNotEmpty());
    }

    /** Without a condition, a stranger could make the service send in their name. */
    @Test
    void everyAllowedService_isLimitedToThisAccountOrItsSource() {
        assertThat(senders())
                .flatExtracting(sender -> allowing(sender, policiesOf(sender.target())))
                .allSatisfy(
                        statement ->
                                assertThat(statement.path("Condition").toString())
                                        .containsAnyOf("aws:SourceAccount", "aws:SourceArn"));
    }

    /**
     * SQS decrypts with a key of its own.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing
     *     Amazon SNS encryption keys and costs</a>, "Enable compatibility between event sources
     *     from AWS services and encrypted topics"
     */
    @Test
    void everyService_thatPublishesToAnEncryptedTopic_mayUseItsKey() {
        assertThat(senders())
                .filteredOn(sender -> sender.action().equals("sns:Publish"))
                .isNotEmpty()
                .allSatisfy(
                        sender -> {
                            var key = resource(sender.target()).property("KmsMasterKeyId");
                            assertThat(textOf(key)).isEqualTo("TableKey.Arn");
                            assertThat(keyActions(sender.service()))
                                    .anyMatch(action -> action.matches("kms:GenerateDataKey\\*?"))
                                    .contains("kms:Decrypt");
                        });
        assertThat(senders())
                .filteredOn(sender -> sender.action().equals("sqs:SendMessage"))
                .allSatisfy(
                        sender ->
                                assertThat(
                                                resource(sender.target())
                                                        .property("KmsMasterKeyId")
                                                        .isMissingNode())
                                        .isTrue());
    }

    private List<Sender> senders() {
        var all = new ArrayList<Sender>();
        templates().resources("AWS::CloudWatch::Alarm").forEach(it -> addAlarm(it, all));
        templates().resources("AWS::CloudWatch::CompositeAlarm").forEach(it -> addAlarm(it, all));
        templates().resources("AWS::SNS::Subscription").forEach(it -> addSubscription(it, all));
        templates().resources("AWS::S3::Bucket").forEach(it -> addNotifications(it, all));
        templates().resources("AWS::Events::Rule").forEach(it -> addRule(it, all));
        templates().resources("AWS::Budgets::Budget").forEach(it -> addBudget(it, all));
        return all;
    }

    private void addAlarm(Resource alarm, List<Sender> to) {
        for (var kind : List.of("AlarmActions", "OKActions", "InsufficientDataActions")) {
            alarm.property(kind).forEach(it -> add("cloudwatch", it, alarm, to));
        }
    }

    private void addSubscription(Resource subscription, List<Sender> to) {
        if (subscription.property("Protocol").asText().equals("sqs")) {
            add("sns", subscription.property("Endpoint"), subscription, to);
        }
        var deadLetters = subscription.at("/RedrivePolicy/deadLetterTargetArn");
        if (!deadLetters.isMissingNode()) {
            add("sns", deadLetters, subscription, to);
        }
    }

    private void addNotifications(Resource bucket, List<Sender> to) {
        bucket.at("/NotificationConfiguration/QueueConfigurations")
                .forEach(it -> add("s3", it.path("Queue"), bucket, to));
        bucket.at("/NotificationConfiguration/TopicConfigurations")
                .forEach(it -> add("s3", it.path("Topic"), bucket, to));
    }

    private void addRule(Resource rule, List<Sender> to) {
        rule.property("Targets").forEach(it -> add("events", it.path("Arn"), rule, to));
    }

    private void addBudget(Resource budget, List<Sender> to) {
        budget.property("NotificationsWithSubscribers").findValues("Subscribers").stream()
                .flatMap(Resource::elements)
                .filter(it -> it.path("SubscriptionType").asText().equals("SNS"))
                .forEach(it -> add("budgets", it.path("Address"), budget, to));
    }

    /** Targets of other kinds, such as functions, have permissions of their own. */
    private void add(String service, JsonNode target, Resource sender, List<Sender> to) {
        var construct = textOf(target).replace(".Arn", "");
        resources(construct)
                .forEach(
                        resource ->
                                to.add(
                                        new Sender(
                                                service + ".amazonaws.com",
                                                resource.type().equals("AWS::SNS::Topic")
                                                        ? "sns:Publish"
                                                        : "sqs:SendMessage",
                                                construct,
                                                sender.name())));
    }

    private Stream<Resource> resources(String construct) {
        return Stream.concat(
                        templates().resources("AWS::SNS::Topic"),
                        templates().resources("AWS::SQS::Queue"))
                .filter(resource -> resource.name().equals(construct));
    }

    private Resource resource(String construct) {
        return resources(construct).findFirst().orElseThrow();
    }

    private Stream<JsonNode> policiesOf(String construct) {
        return Stream.concat(
                        templates().resources("AWS::SNS::TopicPolicy"),
                        templates().resources("AWS::SQS::QueuePolicy"))
                .filter(
                        policy ->
                                Stream.of("Topics", "Queues")
                                        .flatMap(it -> Resource.elements(policy.property(it)))
                                        .anyMatch(it -> textOf(it).equals(construct)))
                .flatMap(Policies::statements);
    }

    private List<JsonNode> allowing(Sender sender, Stream<JsonNode> statements) {
        return statements
                .filter(it -> it.path("Effect").asText().equals("Allow"))
                .filter(it -> isPrincipal(it, sender.service()))
                .filter(it -> actions(it).anyMatch(sender.action()::equals))
                .filter(
                        it ->
                                Resource.elements(it.path("Resource"))
                                        .map(this::textOf)
                                        .map(on -> on.replace(".Arn", ""))
                                        .anyMatch(sender.target()::equals))
                .toList();
    }

    private List<String> keyActions(String service) {
        var policy = templates().data().resource("AWS::KMS::Key", "TableKey").property("KeyPolicy");
        return Resource.elements(policy.path("Statement"))
                .filter(it -> it.path("Effect").asText().equals("Allow"))
                .filter(it -> isPrincipal(it, service))
                .flatMap(SendersTest::actions)
                .toList();
    }

    private static boolean isPrincipal(JsonNode statement, String service) {
        return Resource.elements(statement.at("/Principal/Service"))
                .anyMatch(it -> it.asText().equals(service));
    }

    private static Stream<String> actions(JsonNode statement) {
        return Resource.elements(statement.path("Action")).map(JsonNode::asText);
    }

    private StageTemplates templates() {
        return StageTemplates.of(stage);
    }

    private String textOf(JsonNode value) {
        return templates().textOf(value);
    }
}
