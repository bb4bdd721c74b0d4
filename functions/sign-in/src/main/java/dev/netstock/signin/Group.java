package dev.netstock.signin;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A group of people in the user pool, and the scopes that its members may have. */
enum Group {
    /** Sees everything, and changes nothing. */
    VIEWER("read", "view"),
    /** Also changes stock, orders, settings and sales. */
    OPERATOR("read", "view", "reserve", "operate"),
    /** May do everything. */
    ADMIN("read", "view", "reserve", "operate");

    @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
    private final Set<String> scopes;

    Group(String... names) {
        this.scopes = Set.copyOf(Arrays.stream(names).map("netstock/"::concat).toList());
    }

    /** The name in the user pool, {@code viewer}. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scopes that people of these groups may not have, sorted. People of no known group may
     * have none.
     */
    static Set<String> refusedTo(Collection<String> groups) {
        var refused = new TreeSet<String>();
        for (Group group : EnumSet.allOf(Group.class)) {
            refused.addAll(group.scopes);
        }
        for (Group group : EnumSet.allOf(Group.class)) {
            if (groups.contains(group.title())) {
                refused.removeAll(group.scopes);
            }
        }
        return refused;
    }
}
