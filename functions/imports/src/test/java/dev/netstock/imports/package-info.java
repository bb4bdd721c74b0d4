/** Tests of imports. */
@NullMarked
package dev.netstock.imports;

import org.jspecify.annotations.NullMarked;
