package dev.netstock.bench.events;

/**
 * How full the batches are, by the number of events that reach a function at once where its feed
 * allows so many: the fewer come at a time, the more requests each event costs.
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

    /** The share of a request that falls to one event, where a request carries up to so many. */
    double per(int most) {
        return 1.0 / Math.min(together, most);
    }
}
