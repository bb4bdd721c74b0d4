package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.queues.QueueType;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.TemplateProbe;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Topics with real queues and a stream that records its input. */
final class Subscribers implements Destinations, AutoCloseable {
    static final Environment ENVIRONMENT = Environment.local("ap-northeast-1");
    static final String STREAM = ENVIRONMENT.arn("firehose", "deliverystream/archive");
    private static final LocalAwsClients CLIENTS = new LocalAwsClients(ENVIRONMENT.region());

    private final Queues queues = new Queues(ENVIRONMENT);
    private final TemplateProbe probe = new TemplateProbe(new QueueType(queues));
    private final Topics topics = new Topics(ENVIRONMENT, this);
    private final List<String> records = new CopyOnWriteArrayList<>();
    private final SqsClient sqs;
    private final SnsClient sns;

    Subscribers() {
        createQueue("First");
        topics.create("first", "");
        sqs = CLIENTS.sqs(queues.endpoint().orElseThrow());
        sns = CLIENTS.sns(topics.endpoint().orElseThrow());
    }

    Topics topics() {
        return topics;
    }

    SqsClient sqs() {
        return sqs;
    }

    SnsClient sns() {
        return sns;
    }

    List<String> records() {
        return records;
    }

    ProvisionedResource createQueue(String name) {
        return probe.provision(name, "{}");
    }

    static String arn(ProvisionedResource queue) {
        return queue.attributes().getOrDefault("Arn", "");
    }

    /** Receives all messages of the queue. */
    List<Message> receive(ProvisionedResource queue) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some =
                    sqs.receiveMessage(
                                    it ->
                                            it.queueUrl(queue.ref())
                                                    .maxNumberOfMessages(10)
                                                    .messageAttributeNames("All"))
                            .messages();
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    @Override
    public Optional<MessageQueue> queue(String arn) {
        return queues.find(arn);
    }

    @Override
    public Optional<Consumer<byte[]>> stream(String arn) {
        return arn.equals(STREAM)
                ? Optional.of(content -> records.add(new String(content, UTF_8)))
                : Optional.empty();
    }

    @Override
    public void close() {
        sns.close();
        topics.close();
        sqs.close();
        queues.close();
    }
}
