package dev.netstock.local.lambda;

import java.util.Optional;

/**
 * An event source mapping in Lambda's list.
 *
 * @param id its UUID
 * @param function as named by the mapping, with or without qualifier
 * @param onFailure the ARN of the destination of discarded batches
 */
public record ListedMapping(
        String id, String function, String sourceArn, Optional<String> onFailure) {}
