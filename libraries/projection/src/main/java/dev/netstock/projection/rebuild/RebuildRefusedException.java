package dev.netstock.projection.rebuild;

import dev.netstock.platform.json.ValidationError;

import java.util.List;

/**
 * A step of a rebuild is refused, and nothing was changed. The caller finds the reason in the
 * {@code errorMessage} of the function's error.
 */
public final class RebuildRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildRefusedException(String reason) {
        super(reason);
    }

    RebuildRefusedException(List<ValidationError> errors) {
        super(
                "The request was not processed. Correct these errors: "
                        + ValidationError.text(errors));
    }
}
