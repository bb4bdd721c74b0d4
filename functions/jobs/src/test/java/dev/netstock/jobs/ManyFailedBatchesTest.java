package dev.netstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.jobs.job.ReplayWork;
import dev.netstock.local.s3.S3Local;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedBatchObjects;
import dev.netstock.operations.aws.FailedMessage;
import dev.netstock.operations.aws.RedriveResult;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobRequest;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** More failed batches than a list request returns. */
class ManyFailedBatchesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final String BUCKET = "failed-batches";
    private static final String MAPPING = "aws/lambda/uuid-1/";
    private static final String FUNCTION = "aws/lambda/Stage-DeltaPublisher/";

    /** In the order of their keys: an upper-case letter sorts before the UUID. */
    private static final List<String> KEYS =
            IntStream.range(0, 1_101)
                    .mapToObj(number -> "%s%04d".formatted(number < 3 ? FUNCTION : MAPPING, number))
                    .toList();

    private final S3Local server = S3Local.start();
    private final List<String> events = new ArrayList<>();
    private int lists;
    private long nanos;
    private final S3Client client =
            S3Client.builder()
                    .httpClient(DynamoClients.httpClient(Duration.ofSeconds(5)))
                    .endpointOverride(server.endpoint())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .overrideConfiguration(it -> it.addExecutionInterceptor(new ListCounter()))
                    .build();
    private final FailedBatch batches =
            new FailedBatchObjects(
                    client,
                    new ProcessingFunction(),
                    "delta-publisher",
                    Set.of(),
                    "arn",
                    BUCKET,
                    List.of(MAPPING, FUNCTION));
    private final ReplayWork work = new ReplayWork(_ -> Optional.of(batches));

    /** Counts list requests. */
    private final class ListCounter implements ExecutionInterceptor {
        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            lists += context.request() instanceof ListObjectsV2Request ? 1 : 0;
        }
    }

    /** Processes each event, in five seconds. */
    private final class ProcessingFunction implements LambdaClient {
        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            events.add(request.payload().asUtf8String());
            nanos += Duration.ofSeconds(5).toNanos();
            return InvokeResponse.builder().payload(SdkBytes.fromUtf8String("{}")).build();
        }

        @Override
        public String serviceName() {
            return "lambda";
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void reads_ofMoreBatchesThanAPage_listAPageOfEachPrefixAtMost() {
        store(KEYS);
        assertThat(batches.waiting()).isEqualTo(1_000);
        assertThat(lists).isEqualTo(2);

        assertThat(batches.peek(5)).extracting(FailedMessage::id).isEqualTo(KEYS.subList(0, 5));
        assertThat(lists).isEqualTo(4);

        lists = 0;
        RedriveResult first = batches.redrive("", 2);
        assertThat(first).isEqualTo(new RedriveResult(2, List.of(), KEYS.get(1)));
        RedriveResult second = batches.redrive(first.last(), 2);
        assertThat(second).isEqualTo(new RedriveResult(2, List.of(), KEYS.get(3)));
        RedriveResult third = batches.redrive(second.last(), 2);
        assertThat(third).isEqualTo(new RedriveResult(2, List.of(), KEYS.get(5)));
        assertThat(lists).isEqualTo(5);
        assertThat(events).isEqualTo(eventsOf(KEYS.subList(0, 6)));
    }

    @Test
    void redrive_ofAll_includesBatchesThatAreNotCounted() {
        store(KEYS);
        assertThat(batches.redrive().replayed()).isEqualTo(KEYS.size());
        assertThat(lists).isEqualTo(3);
        assertThat(events).isEqualTo(eventsOf(KEYS));
        assertThat(batches.waiting()).isZero();
    }

    @Test
    void replayJob_withAnUnknownTotal_replaysUntilNoBatchIsLeft() {
        store(KEYS);
        Job job = step(start());
        assertThat(job.progress().total()).isZero();
        lists = 0;
        job = step(job);
        // 90 s less the 70 s that further batches may need: parts of two begin at 0, 10 and 20 s.
        assertThat(job.progress().done()).isEqualTo(6);
        assertThat(lists).isEqualTo(5);
        delete(KEYS.subList(10, KEYS.size()));
        for (int step = 0; step < 5 && job.progress().next().isPresent(); step++) {
            job = step(job);
        }
        assertThat(job.progress().next()).isEmpty();
        assertThat(job.progress().done()).isEqualTo(10);
        assertThat(events).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void replayJob_withFewBatches_endsAtTheirTotal() {
        store(KEYS.subList(0, 3));
        Job job = step(start());
        assertThat(job.progress().total()).isEqualTo(3);
        job = step(job);
        assertThat(job.progress().done()).isEqualTo(3);
        assertThat(job.progress().next()).isEmpty();
    }

    private static Job start() {
        return Job.start(
                "p-1", new JobRequest(JobKind.REPLAY, "delta-publisher", false), "ken", NOW);
    }

    private Job step(Job job) {
        var deadline = Deadline.after(Duration.ofSeconds(90), () -> nanos);
        return job.after(work.step(job, new Call("test", "trace", deadline)), NOW);
    }

    private void store(List<String> keys) {
        server.createBucket(BUCKET);
        for (String key : keys) {
            client.putObject(
                    it -> it.bucket(BUCKET).key(key),
                    RequestBody.fromString("{\"payload\": {\"key\": \"%s\"}}".formatted(key)));
        }
    }

    private static List<String> eventsOf(List<String> keys) {
        return keys.stream().map("{\"key\":\"%s\"}"::formatted).toList();
    }

    private void delete(List<String> keys) {
        for (List<String> some : Batches.of(keys, 1_000)) {
            var objects =
                    some.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
            client.deleteObjects(it -> it.bucket(BUCKET).delete(all -> all.objects(objects)));
        }
    }
}
