/** Locations and channels: which places sell online, and who may sell what they have. */
@NullMarked
package dev.netstock.stock.place;

import org.jspecify.annotations.NullMarked;
