package dev.netstock.local.schedules;

import dev.netstock.local.queues.Queues;
import dev.netstock.local.sqs.NewMessage;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.ZoneId;
import java.util.Map;

/**
 * {@code AWS::Scheduler::Schedule} whose target is a queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html">AWS::Scheduler::Schedule</a>
 */
public record ScheduleType(Schedules schedules, Queues queues) implements ResourceType {
    private static final String DEFAULT_ZONE = "UTC";

    @Override
    public String name() {
        return "AWS::Scheduler::Schedule";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        Runnable work = work(properties.object("Target"));
        ScheduleExpression expression = expression(properties);
        requireNoWindow(properties.object("FlexibleTimeWindow"));
        if (properties.optionalText("State").orElse("ENABLED").equals("ENABLED")) {
            schedules.add(expression, work);
        }
        String name =
                properties
                        .optionalText("Name")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        properties.ignore("Description", "GroupName", "KmsKeyArn");
        properties.finish();
        return new ProvisionedResource(name, Map.of("Arn", "arn:aws:scheduler:::schedule/" + name));
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

    private Runnable work(Properties target) {
        String arn = target.text("Arn");
        String input = target.text("Input");
        target.ignore("DeadLetterConfig", "RetryPolicy", "RoleArn");
        var queue =
                queues.find(arn)
                        .orElseThrow(
                                () ->
                                        new TemplateException(
                                                "The target "
                                                        + arn
                                                        + " is not a queue of a"
                                                        + " template",
                                                target.path()));
        return () -> queue.send(NewMessage.of(input));
    }

    private static void requireNoWindow(Properties window) {
        if (!window.text("Mode").equals("OFF")) {
            throw new TemplateException("A flexible time window is not supported", window.path());
        }
    }
}
