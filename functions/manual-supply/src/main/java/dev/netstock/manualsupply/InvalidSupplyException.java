package dev.netstock.manualsupply;

import dev.netstock.platform.json.ValidationError;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The request is malformed, and nothing of it was applied. Whoever invoked the function finds the
 * faults in the {@code errorMessage} of its error.
 */
public final class InvalidSupplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSupplyException(List<ValidationError> faults) {
        super("No changes were applied. Correct these errors: " + listed(faults));
    }

    private static String listed(List<ValidationError> faults) {
        return faults.stream()
                .map(fault -> "\"%s\": %s".formatted(fault.pointer(), fault.message()))
                .collect(Collectors.joining(" "));
    }
}
