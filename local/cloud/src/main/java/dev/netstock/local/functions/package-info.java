/** Lambda functions, versions, aliases and event source mappings, of the templates. */
@NullMarked
package dev.netstock.local.functions;

import org.jspecify.annotations.NullMarked;
