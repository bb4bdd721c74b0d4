package dev.netstock.bench.cost;

import java.util.List;

/** An operation of every design, with its setup. */
enum Scenario {
    RESERVE_ONE_LINE("reserve, 1 line", 1) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            return metering.cost(() -> design.reserve("A-1", skus(), 1));
        }
    },
    RESERVE_THREE_LINES("reserve, 3 lines", 3) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            return metering.cost(() -> design.reserve("A-1", skus(), 1));
        }
    },
    RESERVE_REFUSED("reserve, 1 line, refused", 1) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            return metering.cost(() -> design.reserve("A-1", skus(), MeteredTables.SUPPLY + 1));
        }
    },
    CONFIRM("confirm", 1) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            design.reserve("A-1", skus(), 1);
            return metering.cost(() -> design.confirm("A-1"));
        }
    },
    RELEASE_ONE_LINE("release, 1 line", 1) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            design.reserve("A-1", skus(), 1);
            return metering.cost(() -> design.release("A-1"));
        }
    },
    RELEASE_THREE_LINES("release, 3 lines", 3) {
        @Override
        Cost cost(MeteredTables metering, Design design) {
            design.reserve("A-1", skus(), 1);
            return metering.cost(() -> design.release("A-1"));
        }
    };

    private final String title;
    private final int lines;

    Scenario(String title, int lines) {
        this.title = title;
        this.lines = lines;
    }

    String title() {
        return title;
    }

    /** The SKUs of the order. */
    List<String> skus() {
        return MeteredTables.SKUS.subList(0, lines);
    }

    /** Runs it once on fresh tables. */
    abstract Cost cost(MeteredTables metering, Design design);
}
