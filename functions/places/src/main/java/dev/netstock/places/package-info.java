/** The places function: locations and channels, and what each channel may take where. */
@NullMarked
package dev.netstock.places;

import org.jspecify.annotations.NullMarked;
