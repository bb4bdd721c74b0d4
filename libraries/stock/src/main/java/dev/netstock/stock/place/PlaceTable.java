package dev.netstock.stock.place;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stores locations and channels. Thread-safe. */
public interface PlaceTable {
    /**
     * All locations and channels, strongly consistent. Until their first change, they are those
     * that the deployment plans.
     *
     * @param known an earlier reading, which is returned if nothing has changed since
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    Reading read(Optional<Reading> known, Call call);

    /** The most locations that are stored at once. */
    int BATCH_MAX = 99;

    /**
     * Stores locations, all or none, if nothing has changed since a reading.
     *
     * @param places 1 to {@link #BATCH_MAX}
     * @param read the reading that the change is based on
     * @return whether they are stored; if not, read again: they may be stored nevertheless, if a
     *     response was lost
     * @throws RetryLaterException if the table did not answer within the call's deadline; then it
     *     may be stored or not
     */
    boolean write(Collection<Place> places, Places read, Call call);

    /** Stores a location, as {@link #write(Collection, Places, Call)} stores several. */
    default boolean write(Place place, Places read, Call call) {
        return write(List.of(place), read, call);
    }

    /** Stores a channel, as {@link #write(Collection, Places, Call)} stores locations. */
    boolean write(SalesChannel channel, Places read, Call call);

    /**
     * A reading of all locations and channels.
     *
     * @param isSettled whether a later reading under the same version finds the same; not so in the
     *     first seconds after a change, whose rows may become visible one after the other
     */
    record Reading(Places places, boolean isSettled) {}
}
