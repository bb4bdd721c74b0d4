package dev.netstock.infra.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.api.Route;
import dev.netstock.infra.function.NetStockFunction;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class StagesTest {
    /** The sweep gives back what nobody claimed after a minute: no checkout may live so long. */
    private static final int SWEEP_SECONDS = 60;

    /** Environments that an account may have at a time, of all functions and versions. */
    private static final int ACCOUNT = 1_000;

    private static final int KEPT_FOR_OPERATORS = 20;

    private static final Set<NetStockFunction> FED_BY_QUEUES =
            EnumSet.of(
                    NetStockFunction.LEDGER_POSTING,
                    NetStockFunction.SUPPLY_SYNC,
                    NetStockFunction.FILE_IMPORT,
                    NetStockFunction.RECONCILE);

    /** The functions that sign in to the ledger's database. */
    private static final Set<NetStockFunction> CONNECTING =
            EnumSet.of(
                    NetStockFunction.LEDGER_MIGRATION,
                    NetStockFunction.LEDGER_POSTING,
                    NetStockFunction.SUPPLY_SYNC,
                    NetStockFunction.EXPLANATION,
                    NetStockFunction.MOVEMENT_INTAKE,
                    NetStockFunction.FILE_IMPORT,
                    NetStockFunction.IMPORTS,
                    NetStockFunction.RECONCILE,
                    NetStockFunction.RECONCILE_CONTROL);

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

    /**
     * Each environment of a ledger function holds one connection, and while a new version takes
     * over there are environments of two.
     */
    @Test
    void everyStage_hasConnectionsForAllEnvironmentsOfTheLedger() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(2 * connecting(stage))
                                        .isLessThanOrEqualTo(
                                                LedgerConnections.upTo(stage.ledger().database())
                                                        - KEPT_FOR_OPERATORS));
    }

    @Test
    void everyStage_reservesEnvironmentsForTheLedgersFunctionsTogetherOrNotAtAll() {
        assertThat(all())
                .extracting(
                        stage ->
                                CONNECTING.stream()
                                        .map(which -> stage.of(which).reservedConcurrency())
                                        .filter(Objects::nonNull)
                                        .count())
                .containsExactly(0L, (long) CONNECTING.size(), (long) CONNECTING.size());
    }

    /** A mapping that starts more batches than there are environments throttles itself. */
    @Test
    void everyStage_feedsNoFunctionMoreThanItMayHandle() {
        assertThat(all())
                .allSatisfy(
                        stage ->
                                assertThat(FED_BY_QUEUES)
                                        .allSatisfy(
                                                which ->
                                                        assertThat(stage.feedOf(which).sideBySide())
                                                                .isLessThanOrEqualTo(
                                                                        mostOf(stage, which))));
    }

    @Test
    void dev_letsItsDatabaseRest() {
        var dev = Stages.named("dev").ledger();
        assertThat(dev.database().unitsMin()).isZero();
        assertThat(dev.syncEvery().toMinutes().intValue())
                .isGreaterThan(requireNonNull(dev.database().restsAfter()).toMinutes().intValue());
    }

    @Test
    void database_whenItRestsWithoutGoingDownToZero_isRefused() {
        var minutes = Duration.minutes(5);
        assertThatThrownBy(() -> new LedgerDatabaseSettings(0.5, 1, minutes, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LedgerDatabaseSettings(0, 1, null, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void database_whenItsLeastIsAboveItsMost_isRefused() {
        assertThatThrownBy(() -> new LedgerDatabaseSettings(4, 2, null, 1, 1))
                .hasMessage("Aurora offers 0-256 units, the least first");
    }

    @Test
    void issuer_whenNotHttps_isRefused() {
        assertThatThrownBy(() -> new TokenIssuer.External("http://issuer", List.of("netstock")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Without reservation the account's own limit is what holds. */
    private static int connecting(StageSettings stage) {
        var most = CONNECTING.stream().mapToInt(which -> mostOf(stage, which)).sum();
        return Math.min(most, ACCOUNT / 2);
    }

    private static int mostOf(StageSettings stage, NetStockFunction which) {
        return Objects.requireNonNullElse(stage.of(which).reservedConcurrency(), ACCOUNT);
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
                of.warmThroughput(),
                of.ledger());
    }
}
