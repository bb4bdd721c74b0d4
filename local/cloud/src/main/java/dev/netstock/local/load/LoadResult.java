package dev.netstock.local.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a load.
 *
 * @param released number of orders that were released afterwards
 * @param cost empty where CPU times are not known
 */
public record LoadResult(
        LoadOptions options, Reservations reservations, int released, Optional<Cost> cost) {
    /**
     * The CPU time of the cloud by process.
     *
     * @param during from the first request to the last response
     * @param afterwards from then until the functions behind the API had no more events
     * @param waited how long that took
     * @param command CPU time of the process that sent the requests
     */
    public record Cost(
            Map<String, Duration> during,
            Map<String, Duration> afterwards,
            Duration waited,
            Duration command) {
        public Cost {
            during = Map.copyOf(during);
            afterwards = Map.copyOf(afterwards);
        }
    }
}
