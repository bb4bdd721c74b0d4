package dev.netstock.projection.rebuild;

import dev.netstock.projection.Generations;

/** What shall become of the generations. */
sealed interface Decision {
    /** They shall stand so. */
    record Become(Generations next) implements Decision {}

    /** They stand as asked already. */
    record Stay() implements Decision {}

    /** They stay as they are, although something else was asked for. */
    record Refuse(String reason) implements Decision {}
}
