package dev.netstock.checkout;

import dev.netstock.stock.Channel;
import dev.netstock.stock.reservation.ReserveCommand;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The longest hold that the stage allows each channel. The settings of a channel may be tighter.
 *
 * @param standard of channels that are not named
 * @param byChannel of those that are
 */
record HoldLimits(Duration standard, Map<Channel, Duration> byChannel) {
    HoldLimits {
        byChannel = Map.copyOf(byChannel);
        check(standard);
        byChannel.values().forEach(HoldLimits::check);
    }

    private static void check(Duration limit) {
        if (limit.compareTo(ReserveCommand.HOLD_DEFAULT) < 0
                || limit.compareTo(ReserveCommand.HOLD_MAX) > 0) {
            throw new IllegalArgumentException("A longest hold is from 900 s to 14 days");
        }
    }

    /** Reads {@code 900,bank=1209600}: seconds for all channels, and for some of them. */
    static HoldLimits parse(String text) {
        String[] parts = text.split(",", -1);
        Map<Channel, Duration> byChannel = new HashMap<>();
        for (int part = 1; part < parts.length; part++) {
            String[] pair = parts[part].split("=", -1);
            if (pair.length != 2) {
                throw new IllegalArgumentException("Not a channel and its longest hold");
            }
            byChannel.put(new Channel(pair[0]), seconds(pair[1]));
        }
        return new HoldLimits(seconds(parts[0]), byChannel);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    Duration of(Channel channel) {
        return byChannel.getOrDefault(channel, standard);
    }
}
