/**
 * The functions of external malls: levels come in, a worker for each mall writes counts and takes
 * orders, and signals of malls wake it.
 */
@NullMarked
package dev.netstock.malls;

import org.jspecify.annotations.NullMarked;
