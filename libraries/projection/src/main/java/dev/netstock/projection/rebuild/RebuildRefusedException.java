package dev.netstock.projection.rebuild;

import dev.netstock.platform.json.ValidationError;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A step of a rebuild is refused, and nothing was done. Whoever invoked the function finds the
 * reason in the {@code errorMessage} of its error.
 */
public final class RebuildRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildRefusedException(String reason) {
        super(reason);
    }

    RebuildRefusedException(List<ValidationError> faults) {
        super("The request was not processed. Correct these errors: " + listed(faults));
    }

    private static String listed(List<ValidationError> faults) {
        return faults.stream()
                .map(fault -> "\"%s\": %s".formatted(fault.pointer(), fault.message()))
                .collect(Collectors.joining(" "));
    }
}
