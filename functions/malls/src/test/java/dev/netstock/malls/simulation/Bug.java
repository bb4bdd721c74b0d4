package dev.netstock.malls.simulation;

import dev.netstock.malls.port.Mall;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.StockSide;

/** A bug that is planted between the workers and the world, to see that a simulation finds it. */
interface Bug {
    Bug NONE = new Bug() {};

    default Mall mall(Mall mall) {
        return mall;
    }

    default MallStore store(MallStore store) {
        return store;
    }

    default StockSide stock(StockSide stock) {
        return stock;
    }
}
