package dev.netstock.local.cloud;

import dev.netstock.local.archive.DeliveryStreamType;
import dev.netstock.local.archive.DeliveryStreams;
import dev.netstock.local.cloudwatch.CloudWatchLocal;
import dev.netstock.local.custom.CustomResource;
import dev.netstock.local.custom.CustomResourceType;
import dev.netstock.local.database.ClusterType;
import dev.netstock.local.database.Databases;
import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.eventsource.FailureBucket;
import dev.netstock.local.eventsource.MappingDefinition;
import dev.netstock.local.functions.AliasType;
import dev.netstock.local.functions.DeclaredFunctions;
import dev.netstock.local.functions.EventSourceMappingType;
import dev.netstock.local.functions.FailureDestinations;
import dev.netstock.local.functions.FunctionType;
import dev.netstock.local.functions.VersionType;
import dev.netstock.local.httpapi.HttpApiDefinition;
import dev.netstock.local.identity.UserPools;
import dev.netstock.local.kinesis.KinesisStreamType;
import dev.netstock.local.kinesis.KinesisStreams;
import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.queues.QueueType;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.routes.DeclaredApis;
import dev.netstock.local.schedules.ScheduleType;
import dev.netstock.local.schedules.Schedules;
import dev.netstock.local.secrets.SecretType;
import dev.netstock.local.secrets.Secrets;
import dev.netstock.local.secrets.SecretsFile;
import dev.netstock.local.storage.BucketType;
import dev.netstock.local.storage.DeclaredBuckets;
import dev.netstock.local.tables.TableType;
import dev.netstock.local.tables.Tables;
import dev.netstock.local.template.Assets;
import dev.netstock.local.template.CloudAssembly;
import dev.netstock.local.template.DeployedStack;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.IgnoredResources;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.ResourceTypes;
import dev.netstock.local.topics.SubscriptionType;
import dev.netstock.local.topics.TopicType;
import dev.netstock.local.topics.Topics;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deployed assembly. Its tables and queues exist; everything else is declared and can be started.
 */
final class Deployment {
    private final Environment environment;
    private final DeclaredFunctions functions;
    private final DeclaredApis apis;
    private final UserPools pools;
    private final Queues queues;
    private final DeclaredBuckets buckets;
    private final DeliveryStreams streams;
    private final Topics topics;
    private final KinesisStreams kinesis;
    private final Secrets secrets;
    private final Databases databases;
    private final CloudWatchLocal cloudWatch = CloudWatchLocal.start();
    private final Schedules schedules = new Schedules(InstantSource.system());
    private final List<CustomResource> customResources = new ArrayList<>();
    private final List<MappingDefinition> mappings = new ArrayList<>();
    private final IgnoredResources ignored = new IgnoredResources();
    private final List<DeployedStack> stacks = new ArrayList<>();

    private Deployment(CloudOptions options, Environment environment) {
        this.environment = environment;
        this.functions = new DeclaredFunctions(environment);
        this.apis = new DeclaredApis(environment.region());
        this.pools = new UserPools(environment);
        this.queues = new Queues(environment);
        this.buckets =
                new DeclaredBuckets(environment, options.dataFolder().map(it -> it.resolve("s3")));
        this.streams = new DeliveryStreams(environment, buckets::put);
        this.kinesis = new KinesisStreams(environment, InstantSource.system());
        this.secrets =
                new Secrets(
                        environment,
                        options.dataFolder().map(it -> new SecretsFile(it.resolve("secrets.json"))),
                        InstantSource.system());
        this.databases =
                new Databases(
                        options.dataFolder().map(it -> it.resolve("postgresql")),
                        options.workFolder(),
                        options.logFolder().resolve("postgresql.log"));
        this.topics = new Topics(environment, new LocalDestinations(queues, streams));
        cloudWatch.gauge(
                "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queues::oldestSeconds);
    }

    /** Deploys an assembly to a DynamoDB Local that is starting, and to services of its own. */
    static Deployment of(
            CloudOptions options,
            DynamoDbLocal dynamoDb,
            LocalAwsClients clients,
            RunningParts parts) {
        var environment = Environment.local(options.region());
        var deployment = new Deployment(options, environment);
        deployment.addTo(parts);
        var assembly = CloudAssembly.read(options.assembly());
        if (assembly.declares(ClusterType.NAME)) {
            deployment.databases.launch();
        }
        var tables = new Tables(parts.add(clients.dynamoDb(dynamoDb.endpoint())), environment);
        var types = deployment.types(tables, assembly.assets());
        var provisioner = new ResourceTypes(types, environment, deployment.ignored);
        deployment.stacks.addAll(assembly.deploy(environment, provisioner, deployment.ignored));
        return deployment;
    }

    /** Waits until everything that the templates declare can be used. */
    void awaitReady() {
        databases.awaitReady();
    }

    List<FunctionDefinition> functions() {
        return functions.all();
    }

    List<HttpApiDefinition> apis() {
        return apis.definitions();
    }

    List<MappingDefinition> mappings() {
        return mappings;
    }

    /** In the order of the templates. */
    List<CustomResource> customResources() {
        return customResources;
    }

    Queues queues() {
        return queues;
    }

    KinesisStreams kinesis() {
        return kinesis;
    }

    CloudWatchLocal cloudWatch() {
        return cloudWatch;
    }

    Databases databases() {
        return databases;
    }

    Schedules schedules() {
        return schedules;
    }

    UserPools pools() {
        return pools;
    }

    IgnoredResources ignored() {
        return ignored;
    }

    /** The endpoints that functions use for data. */
    Endpoints endpoints(URI dynamoDb) {
        return Endpoints.ofData(
                dynamoDb,
                cloudWatch.endpoint(),
                queues.endpoint(),
                topics.endpoint(),
                buckets.endpoint(),
                kinesis.endpoint(),
                secrets.endpoint());
    }

    String deployedUrl(String apiId) {
        return apis.deployedUrl(apiId);
    }

    /**
     * The stacks.
     *
     * @param localUrls replace the URLs of a real deployment in their outputs
     */
    List<DeployedStack> stacks(Map<String, String> localUrls) {
        return stacks.stream()
                .map(
                        it ->
                                new DeployedStack(
                                        it.name(),
                                        it.description(),
                                        it.tags(),
                                        replaced(it.outputs(), localUrls)))
                .toList();
    }

    private static Map<String, String> replaced(
            Map<String, String> outputs, Map<String, String> localUrls) {
        Map<String, String> local = new LinkedHashMap<>();
        outputs.forEach(
                (key, value) -> {
                    String replaced = value;
                    for (var url : localUrls.entrySet()) {
                        replaced = replaced.replace(url.getKey(), url.getValue());
                    }
                    local.put(key, replaced);
                });
        return local;
    }

    /**
     * Stopped in reverse order, because topics deliver to queues and streams, and streams to
     * buckets.
     */
    private void addTo(RunningParts parts) {
        parts.add(cloudWatch);
        parts.add(databases);
        parts.add(buckets);
        parts.add(streams);
        parts.add(queues);
        parts.add(topics);
        parts.add(kinesis);
        parts.add(secrets);
        parts.add(schedules);
    }

    private List<ResourceType> types(Tables tables, Assets assets) {
        List<ResourceType> types =
                new ArrayList<>(
                        List.of(
                                new TableType(tables),
                                new QueueType(queues),
                                new BucketType(buckets, queues),
                                new KinesisStreamType(kinesis),
                                new ClusterType(databases),
                                new SecretType(secrets),
                                new ScheduleType(schedules, queues, environment),
                                new CustomResourceType(customResources),
                                new DeliveryStreamType(streams),
                                new TopicType(topics),
                                new SubscriptionType(topics),
                                new FunctionType(functions, assets),
                                new VersionType(functions),
                                new AliasType(functions),
                                new EventSourceMappingType(mappings, failureDestinations())));
        types.addAll(apis.types());
        types.addAll(pools.types());
        return types;
    }

    private FailureDestinations failureDestinations() {
        FailureDestinations inQueues = queues::failureDestination;
        return inQueues.or(arn -> FailureBucket.of(arn, buckets::put));
    }
}
