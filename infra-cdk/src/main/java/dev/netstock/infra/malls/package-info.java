/** The malls stack: the functions of the mall sync, the malls' secrets, and their way out. */
@NullMarked
package dev.netstock.infra.malls;

import org.jspecify.annotations.NullMarked;
