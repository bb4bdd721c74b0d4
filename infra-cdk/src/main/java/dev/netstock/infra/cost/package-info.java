/** What a stage costs: computed from its synthesized templates and a table of list prices. */
@NullMarked
package dev.netstock.infra.cost;

import org.jspecify.annotations.NullMarked;
