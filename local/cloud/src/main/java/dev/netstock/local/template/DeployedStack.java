package dev.netstock.local.template;

import java.util.Map;
import java.util.Optional;

/**
 * A stack that was deployed.
 *
 * @param description of the template; empty if it has none
 * @param tags of the stack in the cloud assembly
 * @param outputs by key
 */
public record DeployedStack(
        String name,
        Optional<String> description,
        Map<String, String> tags,
        Map<String, String> outputs) {}
