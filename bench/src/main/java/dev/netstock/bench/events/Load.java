package dev.netstock.bench.events;

/**
 * The load, as the number of events that arrive at a function together, if its source allows as
 * many. Smaller batches cost more requests per event.
 */
enum Load {
    QUIET("one at a time", 1),
    BUSY("10 at a time", 10),
    SALE("100 at a time", 100);

    private final String title;
    private final int together;

    Load(String title, int together) {
        this.title = title;
        this.together = together;
    }

    String title() {
        return title;
    }

    /** The share of a request per event, if a request carries up to this many. */
    double per(int most) {
        return 1.0 / Math.min(together, most);
    }
}
