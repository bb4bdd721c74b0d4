package dev.netstock.manualsupply;

import dev.netstock.platform.json.ValidationError;

import java.util.List;

/**
 * The request is malformed, and no change was applied. The caller finds the errors in the {@code
 * errorMessage} of the function's error.
 */
public final class InvalidSupplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSupplyException(List<ValidationError> errors) {
        super("No changes were applied. Correct these errors: " + ValidationError.text(errors));
    }
}
