package dev.netstock.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.SchemaEdges.Edge;
import dev.netstock.platform.testing.SchemaEdges.Local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the values on which the API description and the code disagree. Not thread-safe. */
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
     * @param beyond error messages for rules that a schema cannot express
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
     * @param messages the errors that the code reports; empty if it accepts the value
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

    /** One value that is not an edge of a schema. */
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

    /** Fails if there are disagreements, or if no example could show any. */
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
