package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.Projection;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The environment variables of a rebuild function.
 *
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param archiveBucket {@code ARCHIVE_BUCKET}
 * @param consumerTimeout {@code CONSUMER_TIMEOUT_SECONDS}: the timeout of the function that
 *     consumes new events
 */
public record RebuildConfig(
        String projectionsTable,
        String stockDeltasTable,
        String archiveBucket,
        Duration consumerTimeout) {
    /** Rows that expire during a rebuild are read from the archive as well. */
    private static final Duration DELTA_RETENTION = DeltaCodec.RETENTION.minusDays(7);

    public static RebuildConfig of(Environment environment) {
        return new RebuildConfig(
                environment.required("PROJECTIONS_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("ARCHIVE_BUCKET"),
                environment.required(
                        "CONSUMER_TIMEOUT_SECONDS",
                        text -> Duration.ofSeconds(Integer.parseInt(text))));
    }

    /** The archive in S3. */
    public EventArchive archive() {
        return S3Archive.of(archiveBucket);
    }

    /**
     * Creates the rebuild of a projection.
     *
     * @param name the projection's name
     * @param projection writes the events
     * @param retention how long the projection retains the effect of an event
     * @param rows the projection's rows
     */
    public RebuildFlow flow(
            String name,
            Projection projection,
            Duration retention,
            DynamoGenerationRows rows,
            Dependencies dependencies) {
        return new RebuildFlow(
                name,
                new DynamoGenerations(dependencies.client(), projectionsTable),
                new EventReplay(
                        projection,
                        retention,
                        new DynamoDeltas(dependencies.client(), stockDeltasTable),
                        dependencies.archive(),
                        DynamoNetStock.retries(dependencies.listener())),
                rows,
                new RebuildFlow.Timing(
                        consumerTimeout,
                        DELTA_RETENTION,
                        dependencies.clock(),
                        dependencies.pause()));
    }

    /**
     * The external dependencies of a rebuild.
     *
     * @param client the DynamoDB client
     * @param archive the archive of events
     * @param listener receives failed requests, for metrics
     * @param clock the current time
     * @param pause waits
     */
    public record Dependencies(
            DynamoDbClient client,
            EventArchive archive,
            CallListener listener,
            InstantSource clock,
            Pause pause) {
        /** The dependencies of a deployed function. */
        public static Dependencies of(
                DynamoDbClient client, EventArchive archive, CallListener listener) {
            return new Dependencies(client, archive, listener, InstantSource.system(), Pause.SLEEP);
        }
    }
}
