package dev.netstock.projection.rebuild;

import dev.netstock.projection.Generations;

/** A decision about the generations of a projection. */
sealed interface GenerationsDecision {
    /** The generations change. */
    record Change(Generations next) implements GenerationsDecision {}

    /** The generations are already as requested. */
    record NoChange() implements GenerationsDecision {}

    /** The request is refused, and the generations stay unchanged. */
    record Refused(String reason) implements GenerationsDecision {}
}
