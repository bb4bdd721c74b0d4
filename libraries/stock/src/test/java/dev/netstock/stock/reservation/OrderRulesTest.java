package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.place.SalesChannel.Holds;
import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.CustomerRequired;
import dev.netstock.stock.reservation.ReserveResult.HoldTooLong;
import dev.netstock.stock.reservation.ReserveResult.LimitExceeded;
import dev.netstock.stock.reservation.ReserveResult.PickupNotOffered;
import dev.netstock.stock.reservation.ReserveResult.Reserved;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the settings of channels and locations allow an order, beyond its units. */
class OrderRulesTest {
    private static final Channel BANK = new Channel("bank");
    private static final Duration DAY = Duration.ofDays(1);

    private Places places = places(Holds.OF_STAGE, Optional.empty());
    private final ModelShop shop = new ModelShop(_ -> places);

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 50, 1);
        shop.supply("tape", "west", 50, 1);
        shop.supply("glue", "east", 50, 1);
    }

    @Test
    void reserve_thatAsksForNoHold_hasTheDefaultOfItsChannel() {
        assertThat(hold(reserve("A-1", Optional.empty()))).isEqualTo(ReserveCommand.HOLD_DEFAULT);
        places = places(holds(Duration.ofMinutes(5), DAY), Optional.empty());
        assertThat(hold(reserve("A-2", Optional.empty()))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void reserve_whoseDefaultIsLongerThanTheLongestHold_hasTheLongest() {
        places = places(holds(DAY, Duration.ofHours(2)), Optional.empty());
        assertThat(hold(reserve("A-1", Optional.empty()))).isEqualTo(Duration.ofHours(2));
        places = places(holds(DAY.multipliedBy(3), DAY.multipliedBy(3)), Optional.empty());
        assertThat(hold(reserve("A-2", Optional.empty()))).isEqualTo(DAY);
    }

    @Test
    void reserve_forLongerThanTheChannelAllows_isRefusedAndTakesNothing() {
        places = places(holds(Duration.ofMinutes(5), Duration.ofHours(2)), Optional.empty());
        assertThat(reserve("A-1", Optional.of(Duration.ofHours(3))))
                .isEqualTo(new HoldTooLong(Duration.ofHours(2)));
        assertThat(shop.available("tape", "east")).containsExactly(50L);
        assertThat(reserve("A-1", Optional.of(Duration.ofHours(2)))).isInstanceOf(Reserved.class);
    }

    @Test
    void reserve_repeatedAfterOtherSettings_returnsTheReservation() {
        reserve("A-1", Optional.of(Duration.ofHours(3)));
        reserve("A-2", Optional.empty());
        places = places(holds(Duration.ofMinutes(5), Duration.ofHours(2)), Optional.empty());

        for (Reservations environment : List.of(shop.reservations(), shop.environment())) {
            assertThat(reserve(environment, "A-1", Optional.of(Duration.ofHours(3))))
                    .isInstanceOf(AlreadyReserved.class);
            assertThat(reserve(environment, "A-2", Optional.empty()))
                    .isInstanceOf(AlreadyReserved.class);
        }
    }

    @Test
    void extend_beyondWhatTheChannelAllows_isRefused() {
        reserve("A-1", Optional.empty());
        places = places(holds(Duration.ofMinutes(5), Duration.ofHours(2)), Optional.empty());
        var flow = shop.reservations().extendFlow(_ -> DAY);

        assertThat(flow.extend(extension(Duration.ofHours(3)), call()))
                .isEqualTo(new ExtendResult.HoldTooLong(Duration.ofHours(2)));
        assertThat(flow.extend(extension(Duration.ofHours(2)), call()))
                .isInstanceOf(ExtendResult.Extended.class);
    }

    @Test
    void reserve_forPickupWhereItIsNotOffered_isRefused() {
        assertThat(reserve("A-1", pickup("tape", "west", 1), pickup("glue", "nowhere", 1)))
                .isEqualTo(
                        new PickupNotOffered(
                                List.of(new Location("nowhere"), new Location("west"))));
        assertThat(shop.available("tape", "west")).containsExactly(50L);

        assertThat(reserve("A-1", pickup("tape", "east", 1))).isInstanceOf(Reserved.class);
        assertThat(reserve("A-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.OrderIdReused.class);
        assertThat(reserve("A-1", pickup("tape", "east", 1))).isInstanceOf(AlreadyReserved.class);
    }

    @Test
    void limitOfTheChannel_countsForEachSku_unlessTheSkuHasItsOwn() {
        places = places(Holds.OF_STAGE, Optional.of(limit(Optional.of(3L), Optional.empty())));
        assertThat(reserve("A-1", line("tape", "east", 4))).isInstanceOf(LimitExceeded.class);
        assertThat(reserve("A-2", line("tape", "east", 3), line("glue", "east", 3)))
                .isInstanceOf(Reserved.class);

        shop.limit("tape", "sale", Optional.of(5L), Optional.empty());
        reserve("A-3", line("tape", "east", 1));
        assertThat(reserve("A-4", line("tape", "east", 5))).isInstanceOf(Reserved.class);
        assertThat(reserve("A-5", line("tape", "east", 6))).isInstanceOf(LimitExceeded.class);
    }

    @Test
    void limitOfTheChannel_perCustomer_isExactAndComesBackWithTheUnits() {
        places = places(Holds.OF_STAGE, Optional.of(limit(Optional.empty(), Optional.of(2L))));
        assertThat(reserve("A-1", line("tape", "east", 1))).isInstanceOf(CustomerRequired.class);
        assertThat(reserveFor("ann", "A-2", line("tape", "east", 2))).isInstanceOf(Reserved.class);
        assertThat(reserveFor("ann", "A-3", line("tape", "west", 1)))
                .isInstanceOf(LimitExceeded.class);
        assertThat(reserveFor("ann", "A-4", line("glue", "east", 2))).isInstanceOf(Reserved.class);

        shop.release("A-2");
        assertThat(reserveFor("ann", "A-5", line("tape", "west", 2))).isInstanceOf(Reserved.class);
    }

    @Test
    void promisedOrders_areBoundByNoSetting() {
        places =
                places(
                        holds(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                        Optional.of(limit(Optional.of(1L), Optional.empty())));
        assertThat(shop.accept("bank", "R-1", line("tape", "west", 5)))
                .isInstanceOf(Reserved.class);
    }

    private ReserveResult reserve(String order, Optional<Duration> hold) {
        return reserve(shop.reservations(), order, hold);
    }

    private static ReserveResult reserve(
            Reservations environment, String order, Optional<Duration> hold) {
        return environment
                .reserveFlow(_ -> DAY)
                .reserve(
                        new ReserveCommand(
                                new OrderId(order),
                                BANK,
                                hold,
                                List.of(line("tape", "east", 1)),
                                Optional.empty(),
                                Optional.empty()),
                        call());
    }

    private ReserveResult reserve(String order, RequestedLine... lines) {
        return reserve(order, Optional.empty(), lines);
    }

    private ReserveResult reserveFor(String customer, String order, RequestedLine... lines) {
        return reserve(order, Optional.of(new Customer(customer)), lines);
    }

    private ReserveResult reserve(
            String order, Optional<Customer> customer, RequestedLine... lines) {
        return shop.reservations()
                .reserveFlow()
                .reserve(
                        new ReserveCommand(
                                new OrderId(order),
                                BANK,
                                Optional.empty(),
                                Arrays.asList(lines),
                                Optional.empty(),
                                customer),
                        call());
    }

    private static ExtendCommand extension(Duration hold) {
        return new ExtendCommand(new OrderId("A-1"), hold, false);
    }

    private static Duration hold(ReserveResult result) {
        Reservation reservation = ((Reserved) result).reservation();
        return Duration.between(reservation.reservedAt(), reservation.expiresAt());
    }

    private static Holds holds(Duration standard, Duration longest) {
        return new Holds(Optional.of(standard), Optional.of(longest));
    }

    private static PurchaseLimit limit(Optional<Long> perOrder, Optional<Long> perCustomer) {
        return new PurchaseLimit(
                "of-bank",
                perOrder,
                perCustomer,
                Instant.EPOCH,
                Optional.empty(),
                "k1",
                Instant.EPOCH);
    }

    private static Places places(Holds holds, Optional<PurchaseLimit> limit) {
        SalesChannel bank = SalesChannel.byDefault(BANK);
        return new Places(
                1,
                List.of(place("east", true), place("west", false)),
                List.of(
                        new SalesChannel(
                                BANK, bank.name(), bank.kind(), 0, true, holds, limit, 1)));
    }

    private static Place place(String name, boolean pickup) {
        return new Place(
                new Location(name),
                name,
                true,
                10,
                new TreeSet<>(),
                pickup,
                Optional.empty(),
                new TreeMap<>(),
                Instant.EPOCH,
                1);
    }
}
