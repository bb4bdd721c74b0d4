package dev.netstock.platform.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a call that were not sent. Immutable.
 *
 * @param later the ids of the messages that were not accepted within the call's deadline and may be
 *     sent later
 * @param refused the reasons by message ID of permanent rejections: the message is too large or
 *     invalid
 */
public record UnsentMessages(Set<String> later, Map<String, String> refused) {
    /** No unsent messages. */
    public static final UnsentMessages NOTHING = new UnsentMessages(Set.of(), Map.of());

    public UnsentMessages {
        later = Set.copyOf(later);
        refused = Map.copyOf(refused);
    }

    /**
     * Translates message IDs.
     *
     * @param others the other ID by message ID
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

    /** These and the unsent messages of another destination, under ids that both share. */
    public UnsentMessages and(UnsentMessages others) {
        Set<String> allLater = new HashSet<>(later);
        allLater.addAll(others.later);
        Map<String, String> allRefused = new HashMap<>(refused);
        allRefused.putAll(others.refused);
        return new UnsentMessages(allLater, allRefused);
    }

    /** The ids of all unsent messages. */
    public Set<String> ids() {
        Set<String> all = new HashSet<>(later);
        all.addAll(refused.keySet());
        return all;
    }
}
