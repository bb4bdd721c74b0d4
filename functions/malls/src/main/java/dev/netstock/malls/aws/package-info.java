/** The parts of the malls that call AWS. */
@NullMarked
package dev.netstock.malls.aws;

import org.jspecify.annotations.NullMarked;
