package dev.netstock.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.SchemaEdges.Edge;
import dev.netstock.platform.testing.SchemaEdges.Local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects where a description and code disagree about values. Not thread-safe. */
public final class Agreement {
    private final Set<String> beyond;
    private final Schemas schemas;
    private final List<String> disagreements = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> unreached = new TreeSet<>();
    private int taken;
    private int refused;

    /**
     * @param schemas the description
     * @param beyond messages of errors that no schema can express
     */
    public Agreement(Schemas schemas, Set<String> beyond) {
        this.schemas = schemas;
        this.beyond = Set.copyOf(beyond);
    }

    /**
     * One value.
     *
     * @param edge what it is
     * @param isDescribed whether the description allows it
     * @param messages what code says against it; empty if it takes it
     */
    public void add(Edge edge, boolean isDescribed, List<String> messages) {
        add(edge.toString(), isDescribed, messages);
        Local local = edge.local();
        if (isDescribed) {
            reached.add(local.key());
        } else if (!local.value().isMissingNode()
                && !(local.value().isContainer() && local.value().isEmpty())
                && schemas.faults(local.schema(), local.value().toString()).isEmpty()) {
            unreached.add(local.key());
        }
    }

    /** The same for a value that is no edge of a schema. */
    public void add(String what, boolean isDescribed, List<String> messages) {
        if (isDescribed && !messages.isEmpty() && !beyond.containsAll(messages)) {
            disagreements.add(what + ": is described, and refused: " + messages);
        }
        if (!isDescribed && messages.isEmpty()) {
            disagreements.add(what + ": is not described, and taken");
        }
        if (messages.isEmpty()) {
            taken++;
        } else {
            refused++;
        }
    }

    /** Fails where there are disagreements, or where the values could not show any. */
    public void require() {
        unreached.removeAll(reached);
        assertThat(disagreements)
                .as(
                        "Change the description or the code, so that both say the same; what no"
                                + " schema can express belongs to beyondSchemas()")
                .isEmpty();
        assertThat(unreached)
                .as("No example of the description has such a value: add one that may have it")
                .isEmpty();
        assertThat(taken).isPositive();
        assertThat(refused).isPositive();
    }
}
