package dev.netstock.local.schedules;

import dev.netstock.local.queues.Queues;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.sqs.SqsError;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * {@code AWS::Scheduler::Schedule} whose target is a queue. Of a FIFO queue, the message group is
 * required, and it deduplicates by content.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html">AWS::Scheduler::Schedule</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_SqsParameters.html">SqsParameters</a>
 */
public record ScheduleType(Schedules schedules, Queues queues, Environment environment)
        implements ResourceType {
    private static final String DEFAULT_ZONE = "UTC";
    private static final String DEFAULT_GROUP = "default";

    @Override
    public String name() {
        return "AWS::Scheduler::Schedule";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("Name")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        String group = properties.optionalText("GroupName").orElse(DEFAULT_GROUP);
        String arn = environment.arn("scheduler", "schedule/" + group + "/" + name);
        Consumer<Instant> work = work(arn, properties.object("Target"));
        ScheduleExpression expression = expression(properties);
        requireNoWindow(properties.object("FlexibleTimeWindow"));
        if (properties.optionalText("State").orElse("ENABLED").equals("ENABLED")) {
            schedules.add(expression, work);
        }
        properties.ignore("Description", "KmsKeyArn");
        properties.finish();
        return new ProvisionedResource(name, Map.of("Arn", arn));
    }

    private static ScheduleExpression expression(Properties properties) {
        String expression = properties.text("ScheduleExpression");
        var zone =
                ZoneId.of(
                        properties.optionalText("ScheduleExpressionTimezone").orElse(DEFAULT_ZONE));
        try {
            return ScheduleExpression.parse(expression, zone);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(String.valueOf(e.getMessage()), properties.path());
        }
    }

    private Consumer<Instant> work(String schedule, Properties target) {
        String arn = target.text("Arn");
        String input = target.text("Input");
        Optional<String> group =
                target.optionalObject("SqsParameters").map(it -> it.text("MessageGroupId"));
        target.ignore("DeadLetterConfig", "RetryPolicy", "RoleArn");
        MessageQueue queue =
                queues.find(arn)
                        .orElseThrow(
                                () ->
                                        new TemplateException(
                                                "The target "
                                                        + arn
                                                        + " is not a queue of a"
                                                        + " template",
                                                target.path()));
        try {
            queue.check(message(input, group));
        } catch (SqsError e) {
            throw new TemplateException(String.valueOf(e.getMessage()), target.path());
        }
        return due -> queue.send(message(filled(input, schedule, due), group));
    }

    private static NewMessage message(String body, Optional<String> group) {
        return new NewMessage(
                body, OptionalInt.empty(), group, Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * The input with the values of its context attributes. There is one attempt.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Adding
     *     context attributes</a>
     */
    private static String filled(String input, String schedule, Instant due) {
        return input.replace("<aws.scheduler.schedule-arn>", schedule)
                .replace(
                        "<aws.scheduler.scheduled-time>",
                        due.truncatedTo(ChronoUnit.SECONDS).toString())
                .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
                .replace("<aws.scheduler.attempt-number>", "1");
    }

    private static void requireNoWindow(Properties window) {
        if (!window.text("Mode").equals("OFF")) {
            throw new TemplateException("A flexible time window is not supported", window.path());
        }
    }
}
