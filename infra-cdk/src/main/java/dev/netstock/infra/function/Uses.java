package dev.netstock.infra.function;

import static java.util.stream.Collectors.joining;

import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.ledger.LedgerDatabase;
import dev.netstock.infra.malls.MallsStack;
import dev.netstock.infra.stage.MallChannel;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.sqs.IQueue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The things that functions use, for the declarations in {@link Functions}. */
final class Uses {
    private Uses() {}

    /** A table, with the actions on it; {@code GetItem}. */
    static Use table(StockTable table, String... actions) {
        return new TableUse(table, List.of(actions));
    }

    /** Sends messages to the queue of a consumer. */
    static Use sendsTo(String consumer, String variable) {
        return new QueueUse(consumer, variable);
    }

    /** Sends replenishment requests to the supply chain system. */
    static Use sendsToSupplyChain() {
        return new QueueUse(QueueUse.SUPPLY_CHAIN, "SUPPLY_CHAIN_QUEUE");
    }

    /** Sends the heat of items to the function that shards hot SKUs. */
    static Use sendsShardHeat() {
        return new QueueUse("Shards", "SHARD_HEAT_QUEUE");
    }

    /** Wakes the supply sync. */
    static Use wakesSupplySync() {
        return new QueueUse("SupplySync", "SUPPLY_SYNC_QUEUE");
    }

    /** Sends work to reconcile. */
    static Use sendsToReconcile() {
        return new QueueUse("Reconcile", "RECONCILE_QUEUE");
    }

    /** Connects to the ledger's database, as the user of the functions. */
    static Use database() {
        return new DatabaseUse(LedgerDatabase.USER);
    }

    /** Reads and writes the copies of restore drills. */
    static Use restoredCopies() {
        return new CopiesUse(LedgerDatabase.USER);
    }

    /** Publishes events. */
    static Use publishesEvents() {
        return access -> {
            var topic = access.resources().stockEvents();
            access.variable("STOCK_EVENTS_TOPIC", topic.getTopicArn());
            access.allow(topic.getTopicArn(), "sns:Publish");
            access.allowKey("sns", "Decrypt", "GenerateDataKey");
        };
    }

    /** Writes stock movements to their stream. */
    static Use writesMovements() {
        return access -> {
            var stream = access.resources().movements();
            access.variable("STOCK_MOVEMENTS_STREAM", stream.getStreamName());
            access.allow(stream.getStreamArn(), "kinesis:PutRecords");
            access.allowKey("kinesis", "GenerateDataKey");
        };
    }

    /**
     * The objects in one folder of a bucket.
     *
     * @param folder with its slash; empty: the whole bucket
     * @param reason why the permission names no single object
     * @param actions without their prefix, {@code GetObject}
     */
    static Use objects(
            StockBucket which, String variable, String folder, String reason, String... actions) {
        return access -> {
            var bucket = access.resources().bucket(which);
            access.variable(variable, bucket.getBucketName());
            access.allow(
                    bucket.arnForObjects(folder + "*"),
                    List.of(actions).stream().map(action -> "s3:" + action).toArray(String[]::new));
            access.allowKey("s3", "Decrypt");
            if (List.of(actions).contains("PutObject")) {
                access.allowKey("s3", "GenerateDataKey");
            }
            access.acceptAllBelow(bucket, bucket.getBucketArn(), folder + "*", reason);
        };
    }

    /** Lists a bucket. Without it S3 answers "forbidden" for an object that does not exist. */
    static Use lists(StockBucket which) {
        return access ->
                access.allow(access.resources().bucket(which).getBucketArn(), "s3:ListBucket");
    }

    /** Invokes another function. */
    static Use invokes(FunctionSpec function, String variable) {
        return access -> {
            var arn = access.resources().function(function).live().getFunctionArn();
            access.variable(variable, arn);
            access.allow(arn, "lambda:InvokeFunction");
        };
    }

    /**
     * Reads how many messages wait in the queues of all consumers but its own. Those of the malls
     * have alarms of their own, and a sale waits neither for a mall nor for an operator's job.
     */
    static Use watchesQueues() {
        return access -> {
            var watched =
                    Functions.consumers().stream()
                            .filter(consumer -> !consumer.equals(access.function()))
                            .filter(
                                    consumer ->
                                            !Set.of("malls", "jobs").contains(consumer.folder()))
                            .map(consumer -> access.resources().queue(consumer.id()))
                            .toList();
            access.variable(
                    "WATCHED_QUEUES",
                    watched.stream().map(IQueue::getQueueUrl).collect(joining(" ")));
            access.allow(
                    watched.stream().map(IQueue::getQueueArn).toList(), "sqs:GetQueueAttributes");
        };
    }

    /** The names of the consumers whose failed messages can be replayed. */
    static Use namesConsumers() {
        return access ->
                access.variable(
                        "CONSUMERS",
                        replayed(access.resources().settings()).stream()
                                .map(consumer -> dashed(consumer.id()))
                                .collect(joining(",")));
    }

    /**
     * Looks at the queues and at what their consumers failed to process.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html">Amazon
     *     SQS API permissions</a>: batch actions are covered by the permission of the single one
     */
    static Use looksAtFailedMessages() {
        return access -> {
            findsConsumers(access);
            access.allow(deadLetters(access), "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility");
            failedBatches(access, "s3:GetObject");
        };
    }

    /** Sends dead letters to their queues, and failed batches to their functions. */
    static Use replaysFailedMessages() {
        return access -> {
            findsConsumers(access);
            access.allow(deadLetters(access), "sqs:ReceiveMessage", "sqs:DeleteMessage");
            access.allow(queues(access), "sqs:SendMessage");
            access.allow(
                    replayed(access.resources().settings()).stream()
                            .filter(consumer -> !consumer.hasQueue())
                            .map(consumer -> aliasOf(access, consumer))
                            .toList(),
                    "lambda:InvokeFunction");
            failedBatches(access, "s3:GetObject", "s3:DeleteObject");
        };
    }

    /** Invokes the functions that rebuild projections. */
    static Use rebuildsProjections() {
        return access -> {
            var all =
                    List.of(
                            Functions.HISTORY_REBUILD,
                            Functions.SALES_REBUILD,
                            Functions.REPLENISHMENT_REBUILD);
            access.variable(
                    "PROJECTION_FUNCTIONS",
                    all.stream()
                            .map(
                                    rebuild ->
                                            rebuild.id()
                                                            .replace("Rebuild", "")
                                                            .toLowerCase(Locale.ROOT)
                                                    + "="
                                                    + aliasOf(access, rebuild))
                            .collect(joining(",")));
            access.allow(
                    all.stream().map(rebuild -> aliasOf(access, rebuild)).toList(),
                    "lambda:InvokeFunction");
        };
    }

    private static void findsConsumers(Access access) {
        access.variable(
                "CONSUMER_FUNCTIONS",
                replayed(access.resources().settings()).stream()
                        .map(consumer -> consumer.id() + "=" + aliasOf(access, consumer))
                        .collect(joining(",")));
        access.allow("*", "lambda:ListEventSourceMappings");
        access.acceptEverything(
                "Listing event source mappings and reading metrics have no resource smaller than *:"
                        + " IAM cannot name them.");
        // Actions on the same resources become one statement: a policy has 10,240 characters at
        // most.
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        access.allow(queues(access), "sqs:GetQueueUrl", "sqs:GetQueueAttributes");
        access.allow(deadLetters(access), "sqs:GetQueueUrl", "sqs:GetQueueAttributes");
    }

    private static void failedBatches(Access access, String... actions) {
        var bucket = access.resources().bucket(StockBucket.FAILED_BATCHES);
        access.allow(bucket.arnForObjects("aws/lambda/*"), actions);
        access.allow(bucket.getBucketArn(), "s3:ListBucket");
        access.allowKey("s3", "Decrypt");
        access.acceptAllBelow(
                bucket,
                bucket.getBucketArn(),
                "aws/lambda/*",
                "The mapping or the function generates the names of failed records.");
    }

    /** The consumers of queues and streams but the one that does the steps of jobs itself. */
    private static List<FunctionSpec> replayed(StageSettings settings) {
        return Functions.of(settings).stream()
                .filter(
                        function ->
                                function.hasQueue()
                                        || function.trigger() instanceof Trigger.TableStream
                                        || function.trigger() instanceof Trigger.MovementStream)
                .filter(function -> function.area() != StackArea.JOBS)
                .toList();
    }

    private static List<String> queues(Access access) {
        return replayed(access.resources().settings()).stream()
                .filter(FunctionSpec::hasQueue)
                .map(consumer -> access.resources().queue(consumer.id()).getQueueArn())
                .toList();
    }

    private static List<String> deadLetters(Access access) {
        return replayed(access.resources().settings()).stream()
                .filter(FunctionSpec::hasQueue)
                .map(consumer -> access.resources().deadLetters(consumer.id()).getQueueArn())
                .toList();
    }

    private static String aliasOf(Access access, FunctionSpec function) {
        return access.resources().function(function).live().getFunctionArn();
    }

    /** As the operator commands name consumers: {@code delta-publisher}. */
    private static String dashed(String id) {
        return id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Reads CloudWatch metrics. */
    static Use readsMetrics() {
        return access -> {
            access.allow("*", "cloudwatch:GetMetricData");
            access.acceptEverything(
                    "Reading metrics has no resource smaller than *: IAM cannot name a namespace or"
                            + " a metric.");
        };
    }

    /** Reads what other functions reserve, and the limits of the archive's delivery stream. */
    static Use readsQuotas() {
        return access -> {
            access.variable("ARCHIVE_STREAM", access.resources().archiveStream());
            access.allow("*", "lambda:GetAccountSettings");
            access.acceptEverything(
                    "Metrics and account settings have no resource smaller than *: IAM cannot name"
                            + " them.");
        };
    }

    /** A setting of the stage. */
    static Use setting(String variable, Function<StageSettings, Object> value) {
        return access ->
                access.variable(variable, value.apply(access.resources().settings()).toString());
    }

    /** Reads the keys that hash customers. */
    static Use customerKeys() {
        return access -> {
            String secret = access.resources().customerKeys().getSecretArn();
            access.variable("CUSTOMER_KEYS_SECRET", secret);
            access.allow(secret, "secretsmanager:GetSecretValue");
            access.allowKey("secretsmanager", "Decrypt");
        };
    }

    /** The malls of the stage. */
    static Use malls() {
        return setting("MALLS", StageSettings::mallsJson);
    }

    /** The channels of the malls, separated by commas, in a stage that has some. */
    static Use mallChannels() {
        return access -> {
            var settings = access.resources().settings();
            if (settings.hasMalls()) {
                access.variable(
                        "MALL_CHANNELS",
                        settings.malls().keySet().stream()
                                .map(MallChannel::toString)
                                .collect(joining(",")));
            }
        };
    }

    /** Sends wake-ups and signals to the mall sync. */
    static Use wakesMallSync() {
        return new QueueUse("MallSync", "MALL_SYNC_QUEUE");
    }

    /**
     * The secrets with the credentials of malls.
     *
     * @param actions without their prefix, {@code GetSecretValue}
     */
    static Use mallSecrets(Predicate<MallChannel> which, String... actions) {
        return access -> {
            access.variable("MALL_SECRETS", MallsStack.secretsOf(access.resources().settings()));
            var secrets =
                    access.resources().mallSecrets().entrySet().stream()
                            .filter(mall -> which.test(mall.getKey()))
                            .map(mall -> mall.getValue().getSecretArn())
                            .toList();
            if (!secrets.isEmpty()) {
                access.allow(
                        secrets,
                        Stream.of(actions)
                                .map(action -> "secretsmanager:" + action)
                                .toArray(String[]::new));
                access.allowKey("secretsmanager", "Decrypt");
                if (List.of(actions).contains("PutSecretValue")) {
                    access.allowKey("secretsmanager", "GenerateDataKey");
                }
            }
        };
    }

    /** Calls malls, from a fixed address if one of them demands it. */
    static Use callsMalls() {
        return access -> {
            var network = access.resources().mallNetwork();
            if (network != null) {
                access.place(network);
            }
        };
    }

    /** Reads locations and channels; until their first change, they are those of the stage. */
    static Use places() {
        return access -> {
            table(StockTable.PLACES, "GetItem", "Query").addTo(access);
            locations().addTo(access);
        };
    }

    /** The locations of the first deployment, by priority. */
    static Use locations() {
        return setting("LOCATIONS", settings -> String.join(",", settings.locations()));
    }

    /** The retailer's time zone, which decides on which business day a time is. */
    static Use timeZone() {
        return setting("TIME_ZONE", settings -> settings.ledger().timeZone().getId());
    }

    /**
     * How long a call of a function that writes to a projection may last, which its rebuild waits
     * for.
     */
    static Use longestTimeoutOf(FunctionSpec... writers) {
        return setting(
                "CONSUMER_TIMEOUT_SECONDS",
                settings ->
                        Arrays.stream(writers)
                                .mapToInt(writer -> settings.of(writer).timeoutSeconds())
                                .max()
                                .orElseThrow());
    }
}
