package dev.netstock.projection.aws;

import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.function.Environment;
import dev.netstock.projection.Projection;
import dev.netstock.projection.rebuild.EventArchive;
import dev.netstock.projection.rebuild.EventReplay;
import dev.netstock.projection.rebuild.GenerationRows;
import dev.netstock.projection.rebuild.RebuildFlow;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What a rebuild's function is told by its environment.
 *
 * @param projectionsTable {@code PROJECTIONS_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param archiveBucket {@code ARCHIVE_BUCKET}
 * @param consumerTimeout {@code CONSUMER_TIMEOUT_SECONDS}: the longest life of a call of the
 *     function that writes what is new
 */
public record RebuildConfig(
        String projectionsTable,
        String stockDeltasTable,
        String archiveBucket,
        Duration consumerTimeout) {
    /** Rows that retire within a rebuild's time are read from the archive as well. */
    private static final Duration DELTAS_KEPT = DeltaCodec.RETENTION.minusDays(7);

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
     * A rebuild over these tables.
     *
     * @param name the projection's
     * @param projection writes events
     * @param retention how long it keeps what it made of an event
     * @param rows its rows
     */
    public RebuildFlow rebuilding(
            String name,
            Projection projection,
            Duration retention,
            GenerationRows rows,
            Edges edges) {
        return new RebuildFlow(
                name,
                new DynamoGenerations(edges.client(), projectionsTable),
                new EventReplay(
                        projection,
                        retention,
                        new DynamoDeltas(edges.client(), stockDeltasTable),
                        edges.archive(),
                        DynamoNetStock.retries(edges.listener())),
                rows,
                new RebuildFlow.Waiting(
                        consumerTimeout, DELTAS_KEPT, edges.clock(), edges.pause()));
    }

    /**
     * What a rebuild reaches the world by.
     *
     * @param client of DynamoDB
     * @param archive the archive
     * @param listener hears of throttles, conflicts and lost answers
     * @param clock the time of day
     * @param pause how to wait
     */
    public record Edges(
            DynamoDbClient client,
            EventArchive archive,
            CallListener listener,
            InstantSource clock,
            Pause pause) {
        /** Those of a function. */
        public static Edges of(DynamoDbClient client, EventArchive archive, CallListener listener) {
            return new Edges(client, archive, listener, InstantSource.system(), Pause.SLEEP);
        }
    }
}
