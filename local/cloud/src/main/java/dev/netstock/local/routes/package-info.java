/** HTTP APIs with their routes, integrations, authorizers and stage, as templates declare them. */
@NullMarked
package dev.netstock.local.routes;

import org.jspecify.annotations.NullMarked;
