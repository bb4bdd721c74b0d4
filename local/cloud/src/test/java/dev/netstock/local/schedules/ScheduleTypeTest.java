package dev.netstock.local.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.queues.QueueType;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Schedules of templates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html">AWS::Scheduler::Schedule</a>
 */
class ScheduleTypeTest {
    private static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private static final String FIFO = "{'FifoQueue':true}";

    private final Queues queues = new Queues(ENVIRONMENT);
    private final Schedules schedules = new Schedules(() -> START);
    private final TemplateProbe probe =
            new TemplateProbe(new ScheduleType(schedules, queues, ENVIRONMENT));

    @AfterEach
    void stop() {
        schedules.close();
        queues.close();
    }

    @Test
    void schedule_sendsItsInputWhenDue_andOnceWhenLate() {
        var queue = new TemplateProbe(new QueueType(queues)).provision("Sync", "{}");
        probe.provision(
                "EachMinute",
                declared("rate(1 minute)", queue.attributes().getOrDefault("Arn", "")));
        schedules.start();

        schedules.runDue(START.plusSeconds(59));
        assertThat(received(queue.ref())).isEmpty();
        schedules.runDue(START.plusSeconds(60));
        schedules.runDue(START.plusSeconds(61));
        assertThat(received(queue.ref())).containsExactly("{\"wake\":1}");
        schedules.runDue(START.plusSeconds(600));
        assertThat(received(queue.ref())).containsExactly("{\"wake\":1}");
    }

    @Test
    void schedule_whenItsTargetIsNotADeclaredQueue_isRejected() {
        assertThatThrownBy(
                        () ->
                                probe.provision(
                                        "Lost", declared("rate(1 minute)", "arn:aws:sqs:a:b:none")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not a queue");
    }

    @Test
    void schedule_withContextAttributes_fillsThemForEachRun_soThatAFifoQueueTakesAll() {
        var queue =
                new TemplateProbe(new QueueType(queues))
                        .provision("Turns", "{'FifoQueue':true,'ContentBasedDeduplication':true}");
        String arn = queue.attributes().getOrDefault("Arn", "");
        var schedule =
                probe.provision(
                        "EachMinute", fifo(arn, ",'SqsParameters':{'MessageGroupId':'rakuten'}"));
        schedules.start();

        schedules.runDue(START.plusSeconds(61));
        List<String> first = received(queue.ref());
        schedules.runDue(START.plusSeconds(120));
        List<String> second = received(queue.ref());

        assertThat(first)
                .singleElement()
                .asString()
                .startsWith("rakuten 1 2026-11-21T10:01:00Z")
                .endsWith(schedule.attributes().get("Arn"))
                .matches(".* [0-9a-f-]{36} .*");
        assertThat(second).singleElement().asString().contains("2026-11-21T10:02:00Z");
        assertThat(executionId(second)).isNotEqualTo(executionId(first));
    }

    @Test
    void schedule_ofAFifoQueue_needsAGroupAndDeduplicationByContent() {
        var plain = new TemplateProbe(new QueueType(queues)).provision("Plain", FIFO);
        String arn = plain.attributes().getOrDefault("Arn", "");

        assertThatThrownBy(() -> probe.provision("NoGroup", fifo(arn, "")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(
                        () ->
                                probe.provision(
                                        "NoContent",
                                        fifo(arn, ",'SqsParameters':{'MessageGroupId':'a'}")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("ContentBasedDeduplication");
    }

    private static String executionId(List<String> bodies) {
        return List.of(bodies.getFirst().split(" ", -1)).get(3);
    }

    private static String fifo(String target, String parameters) {
        return """
        {'ScheduleExpression': 'rate(1 minute)', 'FlexibleTimeWindow': {'Mode': 'OFF'},
         'Target': {'Arn': '%s', 'RoleArn': 'role', 'Input': '%s'%s}}\
        """
                .formatted(
                        target,
                        "rakuten <aws.scheduler.attempt-number> <aws.scheduler.scheduled-time>"
                                + " <aws.scheduler.execution-id> <aws.scheduler.schedule-arn>",
                        parameters);
    }

    private static String declared(String expression, String target) {
        return "{'ScheduleExpression': '%s', 'FlexibleTimeWindow': {'Mode': 'OFF'}, "
                        .formatted(expression)
                + "'Target': {'Arn': '%s', 'RoleArn': 'role', 'Input': '{\"wake\":1}'}}"
                        .formatted(target)
                        .replace("\"", "\\\"");
    }

    private List<String> received(String queueUrl) {
        var clients = new LocalAwsClients(ENVIRONMENT.region());
        var bodies = new ArrayList<String>();
        try (var client = clients.sqs(queues.endpoint().orElseThrow())) {
            for (var message : client.receiveMessage(it -> it.queueUrl(queueUrl)).messages()) {
                bodies.add(message.body());
                client.deleteMessage(
                        it -> it.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }
}
