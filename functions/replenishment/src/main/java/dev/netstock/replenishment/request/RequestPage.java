package dev.netstock.replenishment.request;

import java.util.List;
import java.util.Optional;

/**
 * A page of a day's requests, newest first.
 *
 * @param requests the requests
 * @param next where the next page begins; empty on the last one
 */
public record RequestPage(List<ReplenishmentRequest> requests, Optional<RequestCursor> next) {
    public RequestPage {
        requests = List.copyOf(requests);
    }
}
