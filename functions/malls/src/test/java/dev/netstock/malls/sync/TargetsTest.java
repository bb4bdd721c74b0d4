package dev.netstock.malls.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TargetsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final Sku A = new Sku("A");
    private static final Channel FIRST = new Channel("first");
    private static final Channel SECOND = new Channel("second");

    @Test
    void whileThereIsPlenty_eachMallHasItsCap() {
        Targets targets = new Targets(List.of(mall(SECOND, 1, 50), mall(FIRST, 0, 50)));
        assertThat(units(targets, FIRST, 1000)).isEqualTo(10);
        assertThat(units(targets, SECOND, 1000)).isEqualTo(10);
    }

    @Test
    void theLastUnits_goByPriority_andStayInGeneralStock() {
        Targets targets = new Targets(List.of(mall(SECOND, 1, 50), mall(FIRST, 0, 50)));
        assertThat(units(targets, FIRST, 8)).isEqualTo(4);
        assertThat(units(targets, SECOND, 8)).isEqualTo(2);
        assertThat(units(targets, FIRST, 1)).isZero();
    }

    @Test
    void belowTheFloor_andWithinTheBuffer_aMallHasNone() {
        Targets targets = new Targets(List.of(mall(FIRST, 0, 100, 3, 2)));
        assertThat(units(targets, FIRST, 4)).isZero();
        assertThat(units(targets, FIRST, 5)).isEqualTo(3);
        assertThat(units(targets, FIRST, 6)).isEqualTo(4);
    }

    @Test
    void aSaleDay_capsAndSuspends() {
        Targets targets = new Targets(List.of(mall(FIRST, 0, 100)));
        SkuLevel level = new SkuLevel(A, 100, 0, 1);
        assertThat(targets.units(level, FIRST, new SaleModeRule(3, 1), NOW)).isEqualTo(3);
        assertThat(targets.units(level, FIRST, new SaleModeRule(0, 2), NOW)).isZero();
    }

    @Test
    void anAnnouncedMaintenance_lowersTheCapBeforeIt() {
        Instant start = NOW.plus(Duration.ofHours(1));
        MallSettings settings =
                new MallSettings(
                        FIRST,
                        MallSettings.Mode.SET_ASIDE,
                        10,
                        1,
                        0,
                        0,
                        100,
                        0,
                        Duration.ofHours(1),
                        List.of(
                                new MallSettings.Maintenance(
                                        start, start.plus(Duration.ofHours(2)))),
                        2);
        Targets targets = new Targets(List.of(settings));
        SkuLevel level = new SkuLevel(A, 100, 0, 1);
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, NOW)).isEqualTo(10);
        Instant lead = start.minus(Duration.ofMinutes(15));
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, lead)).isEqualTo(2);
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, start.plusSeconds(1)))
                .isEqualTo(2);
        assertThat(targets.digest(SaleModeRule.OPEN, NOW))
                .isNotEqualTo(targets.digest(SaleModeRule.OPEN, lead));
    }

    @Test
    void pagesOfASku_divideItsUnits() {
        Part first = new Part(A, 1, 0, 2);
        Part second = new Part(A, 3, 1, 2);
        assertThat(first.itemsOf(9)).isEqualTo(5);
        assertThat(second.itemsOf(9)).isEqualTo(1);
    }

    private static long units(Targets targets, Channel channel, long total) {
        return targets.units(
                new SkuLevel(A, total - total / 2, total / 2, 1), channel, SaleModeRule.OPEN, NOW);
    }

    private static MallSettings mall(Channel channel, int priority, int percent) {
        return mall(channel, priority, percent, 1, 0);
    }

    private static MallSettings mall(
            Channel channel, int priority, int percent, long floor, long buffer) {
        return new MallSettings(
                channel,
                MallSettings.Mode.SET_ASIDE,
                10,
                floor,
                buffer,
                priority,
                percent,
                0,
                Duration.ofHours(1),
                List.of(),
                0);
    }
}
