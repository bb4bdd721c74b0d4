package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The hold of a reservation can end at another time, until it has ended. */
class ExtendFlowTest {
    private static final Duration DAYS = Duration.ofDays(3);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.reserve("A-1", line("tape", "east", 2));
        shop.pass(MINUTE);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.holdsAndTransfers(shop.deltas());
    }

    @Test
    void extend_ofAReservation_setsTheEndFromNowOnAndMovesNoUnits() {
        Instant before = held("A-1").expiresAt();

        Reservation reservation = extended(shop.extend("A-1", HOLD));

        assertThat(reservation.expiresAt()).isEqualTo(before.plus(MINUTE));
        assertThat(reservation.state()).isEqualTo(ReservationState.RESERVED);
        assertThat(reservation.version()).isEqualTo(2);
        assertThat(shop.available("tape", "east")).containsExactly(3L);
        assertThat(shop.reservations().read(new OrderId("A-1"), shop.call())).contains(reservation);
    }

    @Test
    void expire_ofAnExtendedHold_waitsForItsNewestEnd() {
        shop.extend("A-1", DAYS);
        shop.pass(HOLD);
        assertThat(shop.environment().expireFlow().expire(new OrderId("A-1"), shop.call()))
                .isInstanceOf(ExpireResult.NotYet.class);

        shop.pass(DAYS);
        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.Expired.class);
        assertThat(shop.available("tape", "east")).containsExactly(5L);
    }

    @Test
    void extend_ofALongerHold_changesNothingUnlessItMayShorten() {
        Reservation longer = extended(shop.extend("A-1", DAYS));

        var command = new ExtendCommand(new OrderId("A-1"), MINUTE, false);
        assertThat(flow(ReserveCommand.HOLD_MAX).extend(command, shop.call()))
                .isEqualTo(new ExtendResult.Unchanged(longer));

        Reservation shorter = extended(shop.extend("A-1", MINUTE));
        assertThat(shorter.expiresAt()).isEqualTo(longer.expiresAt().minus(DAYS).plus(MINUTE));
    }

    @Test
    void extend_repeatedWithinASecond_writesNothing() {
        Reservation first = extended(shop.extend("A-1", DAYS));
        shop.pass(Duration.ofMillis(999));

        assertThat(shop.extend("A-1", DAYS)).isEqualTo(new ExtendResult.Unchanged(first));
    }

    @Test
    void extend_whoseResponseIsLost_returnsItsStep() {
        shop.after("append", ModelShop.LOST);

        assertThat(extended(shop.extend("A-1", DAYS)).version()).isEqualTo(2);
    }

    @Test
    void extend_afterTheEndByTheClock_succeedsWhileNoExpiryIsRecorded() {
        shop.pass(HOLD.multipliedBy(2));

        assertThat(extended(shop.extend("A-1", HOLD)).state()).isEqualTo(ReservationState.RESERVED);
    }

    @Test
    void extend_afterAnEnd_isRefusedAndRevivesNothing() {
        shop.pass(HOLD);
        shop.expire("A-1");
        assertThat(shop.extend("A-1", DAYS))
                .isEqualTo(new ExtendResult.ReservationClosed(ReservationState.EXPIRED));

        shop.reserve("A-2", line("tape", "east", 1));
        shop.release("A-2");
        assertThat(shop.extend("A-2", DAYS))
                .isEqualTo(new ExtendResult.ReservationClosed(ReservationState.RELEASED));

        shop.reserve("A-3", line("tape", "east", 1));
        shop.confirm("A-3");
        assertThat(shop.extend("A-3", DAYS)).isEqualTo(new ExtendResult.AlreadyConfirmed());

        assertThat(shop.extend("A-4", DAYS)).isEqualTo(new ExtendResult.UnknownOrder());
        assertThat(shop.available("tape", "east")).containsExactly(4L);
    }

    @Test
    void extend_whileTheHoldExpires_losesToTheExpiry() {
        shop.pass(HOLD);
        Reservations other = shop.environment();
        shop.before("append", () -> other.expireFlow().expire(new OrderId("A-1"), shop.call()));

        assertThat(shop.extend("A-1", DAYS))
                .isEqualTo(new ExtendResult.ReservationClosed(ReservationState.EXPIRED));
    }

    @Test
    void expire_whileTheHoldIsExtended_losesToTheExtension() {
        shop.pass(HOLD);
        Reservations other = shop.environment();
        shop.before(
                "giveBack",
                () ->
                        other.extendFlow(_ -> ReserveCommand.HOLD_MAX)
                                .extend(
                                        new ExtendCommand(new OrderId("A-1"), DAYS, false),
                                        shop.call()));

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.NotYet.class);
        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void extend_beyondTheLimitOfTheChannel_isRefusedWithTheLongestHold() {
        var command = new ExtendCommand(new OrderId("A-1"), HOLD.plusSeconds(1), false);

        assertThat(flow(HOLD).extend(command, shop.call()))
                .isEqualTo(new ExtendResult.HoldTooLong(HOLD));
    }

    @Test
    void extend_beyondTwoWeeksInTotal_isRefused() {
        shop.extend("A-1", ReserveCommand.HOLD_MAX.minus(MINUTE));
        shop.pass(Duration.ofDays(13));

        assertThat(shop.extend("A-1", DAYS))
                .isEqualTo(new ExtendResult.HoldTooLong(Duration.ofDays(1).minus(MINUTE)));
    }

    @Test
    void extend_oftenerThanAHundredTimes_isRefused() {
        for (int times = 1; times <= ExtendPolicy.EXTENSIONS_MAX; times++) {
            shop.pass(Duration.ofSeconds(1));
            extended(shop.extend("A-1", HOLD));
        }
        shop.pass(Duration.ofSeconds(1));

        assertThat(shop.extend("A-1", HOLD)).isEqualTo(new ExtendResult.TooManyExtensions());
        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);
    }

    @Test
    void visiblyEnded_ofAnExtendedHold_containsTheOldEnd() {
        shop.extend("A-1", DAYS);
        var old = new ExpireFlow.Hold(new OrderId("A-1"), 1);
        var newest = new ExpireFlow.Hold(new OrderId("A-1"), 2);
        ExpireFlow flow = shop.reservations().expireFlow();
        // The model hides every other row from an eventually consistent read.
        flow.visiblyEnded(List.of(old), shop.call());

        assertThat(flow.visiblyEnded(List.of(old, newest), shop.call())).containsExactly(old);
    }

    @Test
    void command_outsideTheLimits_isIllegal() {
        var order = new OrderId("A-1");
        assertThatThrownBy(() -> new ExtendCommand(order, Duration.ofSeconds(9), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new ExtendCommand(order, ReserveCommand.HOLD_MAX.plusMillis(1), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ExtendFlow flow(Duration longest) {
        return shop.reservations().extendFlow(_ -> longest);
    }

    private Reservation held(String order) {
        return shop.reservations().read(new OrderId(order), shop.call()).orElseThrow();
    }

    private static Reservation extended(ExtendResult result) {
        assertThat(result).isInstanceOf(ExtendResult.Extended.class);
        Reservation reservation = ((ExtendResult.Extended) result).reservation();
        assertThat(reservation.steps().getLast().change())
                .isEqualTo(new Change.Extended(reservation.expiresAt()));
        return reservation;
    }
}
