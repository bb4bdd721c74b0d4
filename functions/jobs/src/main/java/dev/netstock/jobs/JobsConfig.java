package dev.netstock.jobs;

import dev.netstock.jobs.aws.CloudWatchAges;
import dev.netstock.jobs.aws.LambdaStageFunctions;
import dev.netstock.jobs.http.ReadFindingsEndpoint;
import dev.netstock.jobs.job.AdjustWork;
import dev.netstock.jobs.job.JobQueue;
import dev.netstock.jobs.job.JobWork;
import dev.netstock.jobs.job.RebuildWork;
import dev.netstock.jobs.job.ReconcileWork;
import dev.netstock.jobs.job.ReplayWork;
import dev.netstock.jobs.queue.StageQueues;
import dev.netstock.messages.movement.KinesisMovementStream;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedBatches;
import dev.netstock.operations.aws.OutputNames;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.report.Reports;
import dev.netstock.operations.report.S3Reports;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The environment of the functions of queues and jobs: {@code CONSUMERS} and {@code PROJECTIONS}
 * are lists of names, {@code CONSUMER_FUNCTIONS} and {@code PROJECTION_FUNCTIONS} lists of names
 * and function ARNs, as {@code History=arn:…,Sales=arn:…}.
 */
public record JobsConfig(Environment environment) {
    /** A function of a projection runs up to a minute. */
    private static final Duration INVOCATION = Duration.ofSeconds(70);

    private static final Duration REQUEST = Duration.ofSeconds(5);

    DynamoJobs jobs(CallListener listener) {
        return new DynamoJobs(
                DynamoClients.create(),
                environment.required("JOBS_TABLE"),
                DynamoNetStock.retries(listener));
    }

    JobQueue jobQueue(CallListener listener) {
        return new JobQueue(MessagingClients.queue(environment.required("JOB_QUEUE"), listener));
    }

    ReadFindingsEndpoint.Reports reports() {
        Reports reports = S3Reports.of(environment.required("REPORTS_BUCKET"));
        return run -> reports.get(Reports.ofReconcile(run));
    }

    /** The names of the projections that can be rebuilt. */
    Set<String> projections() {
        return new TreeSet<>(Arrays.asList(environment.required("PROJECTIONS").split(",", -1)));
    }

    /** The names of the consumers whose failed messages can be replayed. */
    Set<String> consumerNames() {
        return new TreeSet<>(Arrays.asList(environment.required("CONSUMERS").split(",", -1)));
    }

    StageQueues queues() {
        var ages =
                new CloudWatchAges(
                        CloudWatchClient.builder()
                                .httpClient(DynamoClients.httpClient(REQUEST))
                                .build(),
                        InstantSource.system());
        return new StageQueues(
                consumers(REQUEST), ages::of, Parallel.upTo(DynamoClients.CONNECTIONS_MAX));
    }

    /** {@code APPROVALS}: whether the rule of two persons is on, and its limits. */
    Optional<ApprovalRule> approvals() {
        return environment.required("APPROVALS", ApprovalRule::parse);
    }

    Map<JobKind, JobWork> works(CallListener listener) {
        Map<String, String> functions =
                new HashMap<>(arns(environment.required("PROJECTION_FUNCTIONS")));
        functions.put("reconcile", environment.required("RECONCILE_CONTROL_FUNCTION"));
        var stage = new LambdaStageFunctions(lambda(INVOCATION), functions);
        Lazy<List<FailedBatch>> consumers = consumers(INVOCATION);
        return Map.of(
                JobKind.RECONCILE,
                new ReconcileWork(stage),
                JobKind.REBUILD,
                new RebuildWork(stage, Parallel.upTo(DynamoClients.CONNECTIONS_MAX)),
                JobKind.REPLAY,
                new ReplayWork(
                        name ->
                                consumers.get().stream()
                                        .filter(it -> it.name().equals(name))
                                        .findFirst()),
                JobKind.ADJUST,
                new AdjustWork(
                        jobs(listener)::movements,
                        KinesisMovementStream.of(environment, listener)));
    }

    /** The mappings of a stage do not change while an environment lives, so they are read once. */
    private Lazy<List<FailedBatch>> consumers(Duration timeout) {
        Map<String, String> outputs = new HashMap<>();
        arns(environment.required("CONSUMER_FUNCTIONS"))
                .forEach((name, arn) -> outputs.put(name + "Function", arn));
        var batches =
                new FailedBatches(
                        lambda(timeout),
                        SqsClient.builder().httpClient(DynamoClients.httpClient(REQUEST)).build(),
                        S3Client.builder().httpClient(DynamoClients.httpClient(REQUEST)).build(),
                        new OutputNames(outputs));
        return new Lazy<>(batches::all);
    }

    private static LambdaClient lambda(Duration timeout) {
        return LambdaClient.builder().httpClient(DynamoClients.httpClient(timeout)).build();
    }

    /** {@code Name=arn,Other=arn}. */
    private static Map<String, String> arns(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }
}
