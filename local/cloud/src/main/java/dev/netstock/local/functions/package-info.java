/** Lambda functions, versions, aliases and event source mappings, as templates declare them. */
@NullMarked
package dev.netstock.local.functions;

import org.jspecify.annotations.NullMarked;
