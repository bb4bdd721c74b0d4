/** Making what is watched anew: from the settings, what net stock has, and the turns on record. */
@NullMarked
package dev.netstock.replenishment.rebuild;

import org.jspecify.annotations.NullMarked;
