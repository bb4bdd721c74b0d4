package dev.netstock.stock.place;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;

/** The locations and channels that commands use. Called from any thread. */
@FunctionalInterface
public interface PlaceSource {
    /** For functions that never choose a location. */
    PlaceSource NONE =
            _ -> {
                throw new IllegalStateException("This function does not know the locations");
            };

    /** Locations and channels that do not change. */
    static PlaceSource of(Places places) {
        return _ -> places;
    }

    /**
     * The current locations and channels, at most {@link PlaceCache#AGE_MAX} old.
     *
     * @throws RetryLaterException if they could not be read for a long time
     */
    Places current(Call call);
}
