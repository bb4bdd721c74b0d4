/** HTTP APIs of the templates with their routes, integrations, authorizers and stage. */
@NullMarked
package dev.netstock.local.routes;

import org.jspecify.annotations.NullMarked;
