package dev.netstock.platform.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of some messages was not sent. Immutable.
 *
 * @param later the ids of those that were not taken within the call's deadline, and may be later
 * @param refused the reasons, by the ids of those that were refused for good: a message that is too
 *     large or not valid
 */
public record UnsentMessages(Set<String> later, Map<String, String> refused) {
    /** Nothing. */
    public static final UnsentMessages NOTHING = new UnsentMessages(Set.of(), Map.of());

    public UnsentMessages {
        later = Set.copyOf(later);
        refused = Map.copyOf(refused);
    }

    /**
     * The same by other ids.
     *
     * @param others the other id of each
     */
    public UnsentMessages of(Map<String, String> others) {
        Set<String> laterOthers = new HashSet<>();
        later.forEach(id -> Optional.ofNullable(others.get(id)).ifPresent(laterOthers::add));
        Map<String, String> refusedOthers = new HashMap<>();
        refused.forEach(
                (id, reason) ->
                        Optional.ofNullable(others.get(id))
                                .ifPresent(other -> refusedOthers.put(other, reason)));
        return new UnsentMessages(laterOthers, refusedOthers);
    }

    /** The ids of all that was not sent. */
    public Set<String> ids() {
        Set<String> all = new HashSet<>(later);
        all.addAll(refused.keySet());
        return all;
    }
}
