@NullMarked
package dev.netstock.places;

import org.jspecify.annotations.NullMarked;
