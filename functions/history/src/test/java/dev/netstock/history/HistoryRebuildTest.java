package dev.netstock.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.projection.rebuild.RebuildConfig;
import dev.netstock.projection.rebuild.RebuildConfig.Dependencies;
import dev.netstock.projection.testing.InMemoryArchive;
import dev.netstock.projection.testing.RandomRebuild;
import dev.netstock.projection.testing.RebuildSteps;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class HistoryRebuildTest {
    private final SettableClock clock = new SettableClock();
    private final HistoryFixture fixture = HistoryFixture.open(clock);
    private final InMemoryArchive archive = new InMemoryArchive();
    private final String deltas = fixture.tables().names().stockDeltas();
    private final ProjectionConsumer live = fixture.consumer();
    private final HistoryRebuildHandler rebuild =
            new HistoryRebuildHandler(
                    fixture.config(),
                    new RebuildConfig(
                            fixture.config().projectionsTable(),
                            deltas,
                            "archive",
                            Duration.ofSeconds(20)),
                    new Dependencies(
                            fixture.tables().client(),
                            archive,
                            (_, _) -> {},
                            clock,
                            clock::advance),
                    new FailureTally());
    private final RebuildSteps steps =
            new RebuildSteps(this::invoke, seconds -> clock.advance(Duration.ofSeconds(seconds)));

    private final RandomRebuild random =
            new RandomRebuild(fixture.tables(), archive, this::consume, fixture::export, steps);

    @Test
    void rebuild_duringRandomCommands_equalsTheLiveGenerationByteForByte() {
        random.amidCommands(100_000);
    }

    @Test
    void rebuild_withHalfOfTheDeltasOnlyInTheArchive_equalsTheLiveGeneration() {
        random.withHalfOfTheDeltasInTheArchiveAlone();
    }

    @Test
    void handleRequest_sampleEvent_startsARebuild() {
        assertThat(invoke(SampleEvents.json("history-rebuild/start")))
                .startsWith("{\"generation\":2,\"state\":\"WAITING\",\"waitSeconds\":28");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThatThrownBy(
                        () ->
                                StreamCalls.invoke(
                                        new HistoryRebuildHandler(),
                                        "{\"action\":\"status\"}",
                                        TestContext.withTimeLeft(700)))
                .isInstanceOf(RetryLaterException.class);
    }

    private void consume(List<StockEvent> events) {
        live.write(events, Shop.call());
    }

    private String invoke(String request) {
        return StreamCalls.invoke(rebuild, request, TestContext.withTimeLeft(60_000));
    }
}
