package dev.netstock.infra.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.infra.api.Route;
import dev.netstock.infra.function.NetStockFunction;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.services.logs.RetentionDays;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class StagesTest {
    /** The sweep gives back what nobody claimed after a minute: no checkout may live so long. */
    private static final int SWEEP_SECONDS = 60;

    /** An account's 1,000 environments, less the 100 that Lambda keeps unreserved. */
    private static final int RESERVABLE = 900;

    @Test
    void named_whenThereIsNoSuchStage_saysWhichThereAre() {
        assertThatThrownBy(() -> Stages.named("test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No stage test; try [dev, staging, prod]");
    }

    @Test
    void everyStage_endsACheckoutWellBeforeTheSweep() {
        assertThat(all())
                .extracting(stage -> stage.of(NetStockFunction.CHECKOUT).timeoutSeconds())
                .allSatisfy(seconds -> assertThat(seconds).isLessThanOrEqualTo(SWEEP_SECONDS / 2));
    }

    @Test
    void everyStage_reservesNoMoreThanAnAccountHas() {
        assertThat(all())
                .extracting(StagesTest::reserved)
                .allSatisfy(sum -> assertThat(sum).isLessThanOrEqualTo(RESERVABLE));
    }

    @Test
    void everyStage_acceptsTokensOfItsOwnUserPoolAndNoBrowser() {
        assertThat(all())
                .allSatisfy(
                        stage -> {
                            assertThat(stage.issuer()).isEqualTo(new TokenIssuer.OwnUserPool());
                            assertThat(stage.corsOrigins()).isEmpty();
                        });
    }

    @Test
    void dev_isTheOnlyStageThatDropsItsData() {
        assertThat(all())
                .filteredOn(stage -> !stage.keepsData())
                .extracting(StageSettings::name)
                .containsExactly("dev");
    }

    @Test
    void prod_takesFiveThousandReservationsASecond() {
        assertThat(Stages.named("prod").of(Route.RESERVE).callsPerSecond()).isEqualTo(5_000);
    }

    @Test
    void settings_whenARouteIsForgotten_areRefused() {
        var dev = Stages.named("dev");
        assertThatThrownBy(() -> withThrottles(dev, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The stage says nothing about [RESERVE, ");
    }

    @Test
    void feedOf_whenNothingFeedsTheFunction_saysSo() {
        assertThatThrownBy(() -> Stages.named("dev").feedOf(NetStockFunction.CHECKOUT))
                .hasMessage("The stage feeds no CHECKOUT");
    }

    @Test
    void everyStage_waitsASecondWhereABatchIsLargerThanSqsGivesAtOnce() {
        assertThat(all())
                .flatExtracting(
                        stage ->
                                List.of(
                                        stage.feedOf(NetStockFunction.SALES),
                                        stage.feedOf(NetStockFunction.HISTORY)))
                .allSatisfy(feed -> assertThat(feed.windowSeconds()).isPositive());
    }

    @Test
    void issuer_whenNotHttps_isRefused() {
        assertThatThrownBy(() -> new TokenIssuer.External("http://issuer", List.of("netstock")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<StageSettings> all() {
        return Stages.names().stream().map(Stages::named).toList();
    }

    private static int reserved(StageSettings stage) {
        return stage.functions().values().stream()
                .map(FunctionSettings::reservedConcurrency)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static StageSettings withThrottles(StageSettings of, Map<Route, Throttle> throttles) {
        return new StageSettings(
                of.name(),
                of.locations(),
                of.keepsData(),
                RetentionDays.ONE_DAY,
                of.issuer(),
                of.corsOrigins(),
                of.functions(),
                throttles,
                of.feeds(),
                of.archiveKept(),
                of.archiveDelay(),
                of.warmThroughput());
    }
}
