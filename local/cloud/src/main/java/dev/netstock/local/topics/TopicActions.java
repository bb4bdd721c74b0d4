package dev.netstock.local.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions on topics.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html">ListTopics</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html">GetTopicAttributes</a>
 */
record TopicActions(Topics topics) {
    ActionResult list(QueryParameters parameters) {
        List<Topic> all = new ArrayList<>(topics.all());
        return ActionResult.of(
                Page.of(all, parameters),
                page -> page.answer("Topics", (xml, topic) -> xml.text("TopicArn", topic.arn())));
    }

    ActionResult getAttributes(QueryParameters parameters) {
        return ActionResult.of(
                topics.topic(parameters.text("TopicArn")),
                topic -> ActionResult.attributes(attributes(topic)));
    }

    private Map<String, String> attributes(Topic topic) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TopicArn", topic.arn());
        attributes.put("Owner", topics.owner());
        attributes.put("DisplayName", topic.displayName());
        attributes.put("SubscriptionsConfirmed", Integer.toString(topic.subscriptions().size()));
        attributes.put("SubscriptionsPending", "0");
        attributes.put("SubscriptionsDeleted", "0");
        return attributes;
    }
}
