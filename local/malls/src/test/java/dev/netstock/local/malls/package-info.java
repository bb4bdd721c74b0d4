/** Protocol tests of the simulated malls, over HTTP. */
@NullMarked
package dev.netstock.local.malls;

import org.jspecify.annotations.NullMarked;
