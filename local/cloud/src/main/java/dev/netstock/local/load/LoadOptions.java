package dev.netstock.local.load;

import java.time.Duration;
import java.util.List;

/**
 * What to send.
 *
 * @param run unique name of the run; the prefix of its order ids
 * @param connections number of connections; each has one request in flight
 * @param length how long to make reservations; the load ends earlier if the supply is used up
 * @param skus the SKUs to reserve in turn, one unit each
 * @param location where the units are
 */
public record LoadOptions(
        String run, int connections, Duration length, List<String> skus, String location) {
    public LoadOptions {
        skus = List.copyOf(skus);
    }
}
