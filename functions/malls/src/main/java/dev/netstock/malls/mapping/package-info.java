/** Files that map items of malls to SKUs. */
@NullMarked
package dev.netstock.malls.mapping;

import org.jspecify.annotations.NullMarked;
