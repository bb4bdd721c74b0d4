package dev.netstock.malls.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.mallcounts.Reason;
import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
    void theBufferOfItsChannel_isNotShownAtAMall() {
        Targets targets = new Targets(List.of(mall(FIRST, 0, 100), mall(SECOND, 1, 100)));
        SkuLevel level = new SkuLevel(A, 8, 0, Map.of(FIRST, 3L), 1);
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, NOW).items()).isEqualTo(5);
        assertThat(targets.units(level, SECOND, SaleModeRule.OPEN, NOW).items()).isEqualTo(3);
    }

    @Test
    void aSaleDay_capsAndSuspends() {
        Targets targets = new Targets(List.of(mall(FIRST, 0, 100)));
        SkuLevel level = new SkuLevel(A, 100, 0, 1);
        assertThat(targets.units(level, FIRST, new SaleModeRule(3, 1), NOW).items()).isEqualTo(3);
        assertThat(targets.units(level, FIRST, new SaleModeRule(0, 2), NOW).items()).isZero();
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
        MallRow row = MallRow.connected(FIRST, NOW);
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, NOW).items()).isEqualTo(10);
        Instant lead = start.minus(Duration.ofMinutes(15));
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, lead).items()).isEqualTo(2);
        assertThat(targets.units(level, FIRST, SaleModeRule.OPEN, start.plusSeconds(1)).items())
                .isEqualTo(2);
        assertThat(targets.digest(row, NOW)).isNotEqualTo(targets.digest(row, lead));
        assertThat(targets.digest(row, NOW))
                .isNotEqualTo(targets.digest(row.withPaused(true), NOW));
    }

    @Test
    void aGoal_saysWhatLimitsIt() {
        Targets targets = new Targets(List.of(mall(FIRST, 0, 50, 3, 2), mall(SECOND, 1, 100)));
        assertThat(reason(targets, FIRST, 0)).isEqualTo(Reason.NO_STOCK);
        assertThat(reason(targets, FIRST, 2)).isEqualTo(Reason.BUFFER);
        assertThat(reason(targets, FIRST, 4)).isEqualTo(Reason.FLOOR);
        assertThat(reason(targets, FIRST, 8)).isEqualTo(Reason.PERCENT);
        assertThat(reason(targets, FIRST, 80)).isEqualTo(Reason.CAP);
        SkuLevel level = new SkuLevel(A, 80, 0, 1);
        assertThat(targets.units(level, FIRST, new SaleModeRule(3, 1), NOW).reason())
                .isEqualTo(Reason.SALE_RULE);
        Targets all = new Targets(List.of(mall(FIRST, 0, 100), mall(SECOND, 1, 100)));
        assertThat(reason(all, SECOND, 5)).isEqualTo(Reason.PRIORITY);
    }

    @Test
    void pagesOfASku_areNumberedByTheirNames() {
        ItemRow b = ItemRow.mapped(new MallItem("b", ""), List.of(Part.of(A, 1)), List.of());
        ItemRow a = ItemRow.mapped(new MallItem("a", ""), List.of(new Part(A, 2, 5, 9)), List.of());
        assertThat(PageNumbers.of(A, List.of(b, a)).values())
                .flatExtracting(ItemRow::parts)
                .containsExactly(new Part(A, 2, 0, 2), new Part(A, 1, 1, 2));
    }

    @Test
    void pagesOfASku_divideItsUnits() {
        Part first = new Part(A, 1, 0, 2);
        Part second = new Part(A, 3, 1, 2);
        assertThat(first.itemsOf(9)).isEqualTo(5);
        assertThat(second.itemsOf(9)).isEqualTo(1);
    }

    private static Reason reason(Targets targets, Channel channel, long total) {
        return targets.units(new SkuLevel(A, total, 0, 1), channel, SaleModeRule.OPEN, NOW)
                .reason();
    }

    private static long units(Targets targets, Channel channel, long total) {
        return targets.units(
                        new SkuLevel(A, total - total / 2, total / 2, 1),
                        channel,
                        SaleModeRule.OPEN,
                        NOW)
                .items();
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
