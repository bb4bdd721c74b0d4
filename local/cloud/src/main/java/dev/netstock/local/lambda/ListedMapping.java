package dev.netstock.local.lambda;

import java.util.Optional;

/**
 * An event source mapping that Lambda's API lists.
 *
 * @param id its UUID
 * @param function as the mapping names it, with or without qualifier
 * @param onFailure the ARN of the destination of what is given up
 */
public record ListedMapping(
        String id, String function, String sourceArn, Optional<String> onFailure) {}
